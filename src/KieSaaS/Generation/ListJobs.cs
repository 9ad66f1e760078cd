using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>The current tenant's jobs in the current mode, newest first, a page at a time, with their files.</summary>
public sealed class ListJobs(AppDbContext db)
{
    /// <summary>What to show.</summary>
    /// <param name="Before">Jobs before this one; null from the newest.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="Kind">Only of this kind: "Image", "Video", "Audio", "Music".</param>
    /// <param name="Most">Page size, 1 to 100.</param>
    public sealed record Question(Guid? Before = null, JobState? State = null, string? Kind = null, int Most = 30);

    /// <summary>A page, and the job to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<JobView> Jobs, Guid? Next);

    /// <summary>Reads one page.</summary>
    public async Task<Page> RunAsync(Question question, CancellationToken ct)
    {
        var most = Math.Clamp(question.Most, 1, 100);
        var rows = db.Set<Job>().AsNoTracking()
            .Where(job => (question.State == null || job.State == question.State) && (question.Kind == null || job.Kind == question.Kind));
        if (question.Before is { } before)
        {
            rows = rows.Where(job => job.Id < before);
        }

        var jobs = await JobViews.Of(db, rows.OrderByDescending(job => job.Id).Take(most + 1)).ToListAsync(ct);
        var next = jobs.Count > most ? jobs[most - 1].Id : (Guid?)null;
        return new Page(await WithFilesAsync(jobs.Take(most).ToList(), ct), next);
    }

    private async Task<IReadOnlyList<JobView>> WithFilesAsync(List<JobView> jobs, CancellationToken ct)
    {
        var ids = jobs.Select(job => job.Id).ToList();
        var files = (await db.Set<JobResult>().AsNoTracking().Where(result => ids.Contains(result.JobId)).OrderBy(result => result.Index).ToListAsync(ct))
            .ToLookup(result => result.JobId, JobFile.Of);
        return [.. jobs.Select(job => job with { Files = [.. files[job.Id]] })];
    }
}
