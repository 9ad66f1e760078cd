using KieSaaS.Data;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>The verify window of an attempt is over: give the hold back unless the job ended meanwhile.</summary>
internal sealed record CloseVerification(Guid AttemptId) : IWork
{
    public static string Kind => "generation.close-verification";
}

/// <summary>Releases what nobody confirmed. A success that comes later still is delivered, free.</summary>
internal sealed class CloseVerificationHandler(AppDbContext db, EndJob end) : IWorkHandler<CloseVerification>
{
    public async Task<WorkOutcome> RunAsync(CloseVerification work, CancellationToken ct)
    {
        var attempt = await db.Set<Attempt>().SingleAsync(attempt => attempt.Id == work.AttemptId, ct);
        if (attempt.State is AttemptState.Unknown or AttemptState.Accepted)
        {
            await end.FailAsync(
                attempt, AttemptState.Lost, "500", "The provider did not confirm this job in time. Nothing was charged; please try again.", ct);
        }

        return WorkOutcome.Done;
    }

    public Task GiveUpAsync(CloseVerification work, CancellationToken ct) => end.GiveUpAttemptAsync(work.AttemptId, ct);
}
