using KieSaaS.Data;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog.Sync;

/// <summary>Looks whether the upstream is to be read again.</summary>
internal sealed record SyncDue : IWork
{
    public static string Kind => "catalog.sync-due";
}

/// <summary>Begins a run when the last one is <see cref="SyncOptions.Every"/> ago. The schedule asks once a quarter of an hour over all nodes.</summary>
internal sealed class SyncDueHandler(AppDbContext db, StartSync start, UpstreamClient client, IOptions<SyncOptions> options, TimeProvider clock) : IWorkHandler<SyncDue>
{
    public static readonly TimeSpan Look = TimeSpan.FromMinutes(15);

    public async Task<WorkOutcome> RunAsync(SyncDue work, CancellationToken ct)
    {
        var every = options.Value.Every;
        if (every == TimeSpan.Zero || client.Name is null)
        {
            return WorkOutcome.Done;
        }

        // A person's run tells as much as one by itself.
        var since = clock.GetUtcNow() - every;
        if (!await db.Set<SyncRun>().AnyAsync(run => run.StartedAt > since, ct))
        {
            await start.BeginAsync(ct);
        }

        return WorkOutcome.Done;
    }
}
