using KieSaaS.Data;
using KieSaaS.Files;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog.Sources;

/// <summary>Removes copies of sources whose time is over.</summary>
internal sealed record SweepSources : IWork
{
    public static string Kind => "catalog.sweep-sources";
}

/// <summary>The file goes first and its row last: what breaks off in between is found again.</summary>
internal sealed class SweepSourcesHandler(AppDbContext db, IFileStore files, TimeProvider clock) : IWorkHandler<SweepSources>
{
    public static readonly TimeSpan Look = TimeSpan.FromHours(1);

    private const int Most = 500;

    public async Task<WorkOutcome> RunAsync(SweepSources work, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var over = await db.Set<SourceRow>().AcrossTenants().Where(row => row.ExpiresAt <= now).OrderBy(row => row.ExpiresAt).Take(Most).ToListAsync(ct);
        foreach (var row in over)
        {
            await files.DeleteAsync(row.Path, ct);
        }

        db.RemoveRange(over);
        await db.SaveChangesAsync(ct);
        return over.Count == Most ? WorkOutcome.At(now) : WorkOutcome.Done;
    }
}
