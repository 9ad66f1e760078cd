using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog.Sync;

/// <summary>Reads the upstream and compares it with the catalogue.</summary>
/// <param name="RunId">The run that it carries out.</param>
internal sealed record RunSync(Guid RunId) : IWork
{
    public static string Kind => "catalog.sync";
}

/// <summary>Carries out one run. Repeated after a crash it begins again from the start: nothing is kept before all was read.</summary>
internal sealed class RunSyncHandler(
    AppDbContext db, UpstreamClient client, Catalogue catalogue, KeepDifferences keep, AcceptDifferences accept, IOptions<SyncOptions> options, TimeProvider clock) : IWorkHandler<RunSync>
{
    public async Task<WorkOutcome> RunAsync(RunSync work, CancellationToken ct)
    {
        if (await db.Set<SyncRun>().SingleOrDefaultAsync(run => run.Id == work.RunId, ct) is not { IsRunning: true } run)
        {
            return WorkOutcome.Done;
        }

        run.Source = client.Name;
        var theirs = new Upstream();
        await ReadModelsAsync(run, theirs, ct);
        await ReadPricesAsync(run, theirs, ct);
        await CompareAsync(run, theirs, ct);
        return WorkOutcome.Done;
    }

    private async Task ReadModelsAsync(SyncRun run, Upstream theirs, CancellationToken ct)
    {
        await MoveAsync(run, SyncPhase.Models, 0, 0, ct);
        var reader = new ReadModels(client);
        await TryAsync("models", theirs, () => reader.ListAsync(theirs, ct));
        foreach (var (index, model) in theirs.Models.Index())
        {
            await MoveAsync(run, SyncPhase.Schemas, index, theirs.Models.Count, ct);
            await reader.SchemaAsync(model, theirs, ct);
        }
    }

    private async Task ReadPricesAsync(SyncRun run, Upstream theirs, CancellationToken ct)
    {
        await MoveAsync(run, SyncPhase.Prices, 0, 0, ct);
        await TryAsync("price feed", theirs, () => new ReadPriceFeed(client).RunAsync(theirs, (read, total) => MoveAsync(run, SyncPhase.Prices, read, total, ct), ct));
    }

    private async Task CompareAsync(SyncRun run, Upstream theirs, CancellationToken ct)
    {
        await MoveAsync(run, SyncPhase.Comparing, 0, 0, ct);
        var stored = await StoredEntries.ReadAsync(db, catalogue.File, ct);
        var ours = new Ours(
            await stored.WithAsync(stored.Versions.Proposals(), ct),
            PriceBookContent.Read(await PriceBooks.NewestAsync(db, ct)),
            await db.Set<FeedLink>().AsNoTracking().ToDictionaryAsync(link => link.Description, link => new FeedTarget(link.EntryKey, link.RowId), StringComparer.Ordinal, ct));
        var compared = new Comparison(options.Value).Of(theirs, ours);
        await keep.RunAsync(run, theirs, compared, ct);
        if (options.Value.AcceptNewModels)
        {
            await accept.NewModelsAsync(ct);
        }

        var faults = theirs.Faults.Concat(compared.Faults).ToList();
        db.AddRange(faults.Select(fault => new SyncFault
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            RunId = run.Id,
            Cause = fault.Cause,
            Place = fault.Place,
            Subject = fault.Subject,
            Detail = fault.Detail,
        }));
        run.Faults = faults.Count;
        run.End(theirs.Models.Count == 0 && theirs.Lines.Count == 0 ? SyncPhase.Failed : SyncPhase.Done, clock.GetUtcNow());
        await SaveAsync(ct);
    }

    private static async Task TryAsync(string place, Upstream theirs, Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (UpstreamException e)
        {
            theirs.Refuse(SyncFaultCause.CallFailed, place, "", e.Message);
        }
    }

    private Task MoveAsync(SyncRun run, SyncPhase phase, int read, int total, CancellationToken ct)
    {
        (run.Phase, run.Read, run.Total, run.MovedAt) = (phase, read, total, clock.GetUtcNow());
        return SaveAsync(ct);
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await Signals.SendAsync(db, SyncSignal.Topic, "", ct);
    }
}
