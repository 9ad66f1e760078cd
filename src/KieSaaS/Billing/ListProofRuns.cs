using System.Text.Json;
using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>What the proof found before, newest first, a page at a time. For staff: asked on the platform's login.</summary>
public sealed class ListProofRuns(AppDbContext db)
{
    private const int PageSize = 20;

    /// <summary>A run.</summary>
    /// <param name="Id">Its identity, ordered by time.</param>
    /// <param name="At">When (UTC).</param>
    /// <param name="By">Who asked.</param>
    /// <param name="Took">How long it took.</param>
    /// <param name="Holds">True when every invariant held.</param>
    /// <param name="Broken">The names of the invariants that did not.</param>
    public sealed record Line(Guid Id, DateTimeOffset At, string By, TimeSpan Took, bool Holds, IReadOnlyList<string> Broken);

    /// <summary>A page, and the run to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<Line> Runs, Guid? Next);

    /// <summary>Runs before one (from the newest when null).</summary>
    public async Task<Page> RunAsync(Guid? before, CancellationToken ct)
    {
        var runs = db.Set<ProofRun>().AsNoTracking();
        if (before is { } last)
        {
            runs = runs.Where(run => run.Id < last);
        }

        var rows = await runs.OrderByDescending(run => run.Id).Take(PageSize + 1).ToListAsync(ct);
        var lines = rows.Take(PageSize).Select(LineOf).ToList();
        return new Page(lines, rows.Count > PageSize ? lines[^1].Id : null);
    }

    /// <summary>The last run with all its findings, or null when there was none.</summary>
    public async Task<RunProof.Answer?> LastAsync(CancellationToken ct) =>
        await db.Set<ProofRun>().AsNoTracking().OrderByDescending(run => run.Id).FirstOrDefaultAsync(ct) is { } run
            ? new RunProof.Answer(run.At, run.By, TimeSpan.FromMilliseconds(run.TookMilliseconds), FindingsOf(run))
            : null;

    private static Line LineOf(ProofRun run) => new(
        run.Id,
        run.At,
        run.By,
        TimeSpan.FromMilliseconds(run.TookMilliseconds),
        run.Holds,
        [.. FindingsOf(run).Where(finding => !finding.Holds).Select(finding => finding.Name)]);

    private static IReadOnlyList<Proof.Finding> FindingsOf(ProofRun run) => JsonSerializer.Deserialize<List<Proof.Finding>>(run.Findings) ?? [];
}
