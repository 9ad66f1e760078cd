using KieSaaS.Catalog.Sync;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Catalog;

/// <summary>
/// Takes differences over, or declines them, one or many at once. An accepted price becomes a rule of a draft: nothing changes what is charged until
/// that draft is published.
/// </summary>
public sealed class DecideDifferences
{
    private const int Most = 500;

    private readonly AppDbContext _db;
    private readonly AcceptDifferences _accept;
    private readonly RejectDifferences _reject;

    internal DecideDifferences(AppDbContext db, AcceptDifferences accept, RejectDifferences reject) => (_db, _accept, _reject) = (db, accept, reject);

    /// <summary>A decision.</summary>
    /// <param name="Ids">About which differences.</param>
    /// <param name="IsAccepted">Take them over; otherwise decline them.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="IsSure">The second confirmation of what is unusual.</param>
    public sealed record Command(IReadOnlyList<Guid> Ids, bool IsAccepted, string Reason, bool IsSure = false);

    /// <summary>What was not decided, and why.</summary>
    /// <param name="Id">Which.</param>
    /// <param name="Title">Its name.</param>
    /// <param name="Why">Why not.</param>
    public sealed record Left(Guid Id, string Title, Refusal Why);

    /// <summary>What came of it.</summary>
    /// <param name="Decided">How many were decided.</param>
    /// <param name="Leftover">Those that were not: one bad one never stops the rest.</param>
    /// <param name="DraftId">The draft with the accepted prices; null when there was none among them.</param>
    public sealed record Answer(int Decided, IReadOnlyList<Left> Leftover, Guid? DraftId);

    /// <summary>Refused as a whole when nothing could be decided.</summary>
    public async Task<Result<Answer>> RunAsync(Command command, CancellationToken ct)
    {
        var ids = command.Ids.Distinct().ToArray();
        var wrong = !_db.Actor.May(Right.EditPrices) ? PricingRefusals.MayNotEditPrices
            : ids.Length == 0 ? SyncRefusals.NothingChosen
            : ids.Length > Most ? SyncRefusals.TooMany
            : PriceRuleCheck.Reason(command.Reason);
        if (wrong is not null)
        {
            return wrong;
        }

        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var reason = command.Reason.Trim();
        var answer = command.IsAccepted ? await _accept.RunAsync(ids, reason, command.IsSure, ct) : await _reject.RunAsync(ids, reason, ct);
        if (answer is { Succeeded: true, Value: { Decided: 0, Leftover: [var only, ..] } })
        {
            return only.Why;
        }

        if (answer.Succeeded)
        {
            await Signals.SendAsync(_db, SyncSignal.Topic, "", ct);
            await transaction.CommitAsync(ct);
        }

        return answer;
    }
}
