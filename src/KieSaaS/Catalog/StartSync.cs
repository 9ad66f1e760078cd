using KieSaaS.Audit;
using KieSaaS.Catalog.Sync;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieSaaS.Catalog;

/// <summary>Asks for a reading of the upstream now. Two never run at once.</summary>
public sealed class StartSync
{
    // Longer than one question with all its attempts may take.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(30);

    private readonly AppDbContext _db;
    private readonly UpstreamClient _client;
    private readonly TimeProvider _clock;

    internal StartSync(AppDbContext db, UpstreamClient client, TimeProvider clock) => (_db, _client, _clock) = (db, client, clock);

    /// <summary>The run's identity.</summary>
    public async Task<Result<Guid>> RunAsync(CancellationToken ct) => !_db.Actor.May(Right.EditPrices) ? PricingRefusals.MayNotEditPrices
        : _client.Name is null ? SyncRefusals.Nobody
        : await BeginAsync(ct);

    internal async Task<Result<Guid>> BeginAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        foreach (var former in await _db.Set<SyncRun>().Where(run => run.IsRunning && run.MovedAt < now - Abandoned).ToListAsync(ct))
        {
            former.End(SyncPhase.Failed, now);
        }

        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        try
        {
            await _db.SaveChangesAsync(ct);
            var run = new SyncRun { Id = Guid.CreateVersion7(now), StartedAt = now, StartedBy = _db.Actor.Name, Phase = SyncPhase.Waiting, MovedAt = now };
            _db.Add(run);
            _db.Enqueue(new RunSync(run.Id), now);
            _db.Audit(now, "catalog-sync.started", run.Id.ToString(), new { source = _client.Name });
            await _db.SaveChangesAsync(ct);
            await Signals.SendAsync(_db, SyncSignal.Topic, "", ct);
            await transaction.CommitAsync(ct);
            return run.Id;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: SyncRunConfiguration.OneAtATime })
        {
            return SyncRefusals.Running;
        }
    }
}
