using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>A file that a job delivered.</summary>
/// <param name="Path">In our storage.</param>
/// <param name="MediaType">"image/png", "video/mp4" …</param>
/// <param name="Size">Bytes.</param>
public sealed record JobFile(string Path, string MediaType, long Size);

/// <summary>A job as its tenant sees it.</summary>
public sealed record JobView
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The catalogue entry's key.</summary>
    public required string EntryKey { get; init; }

    /// <summary>The model as it was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>"Image", "Video", "Audio" or "Music".</summary>
    public required string Kind { get; init; }

    /// <summary>The input that was priced and sent, as JSON.</summary>
    public required string Input { get; init; }

    /// <summary>The price that is held, and charged when it delivers.</summary>
    public required Credits Price { get; init; }

    /// <summary>The price book it was priced with.</summary>
    public required int BookNumber { get; init; }

    /// <summary>How the price came about, as JSON.</summary>
    public required string PriceBasis { get; init; }

    /// <summary>Where the tenant is told of the end.</summary>
    public required string? CallbackUrl { get; init; }

    /// <summary>Where it is on its way.</summary>
    public required JobState State { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Progress { get; init; }

    /// <summary>Why it failed, as a code.</summary>
    public required string? FailCode { get; init; }

    /// <summary>Why it failed, in words.</summary>
    public required string? FailMessage { get; init; }

    /// <summary>When it was accepted (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was sent (UTC).</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What was charged: nothing unless it delivered, and nothing when it delivered after its credits were given back.</summary>
    public required Credits Charged { get; init; }

    /// <summary>The files, in the provider's order.</summary>
    public IReadOnlyList<JobFile> Files { get; init; } = [];

    /// <summary>True when it has ended.</summary>
    public bool IsFinished => State.IsFinal();
}

/// <summary>One job of the current tenant and mode. Another tenant's is answered like an unknown one.</summary>
public sealed class FindJob(AppDbContext db)
{
    /// <summary>By identity.</summary>
    public async Task<Result<JobView>> RunAsync(Guid jobId, CancellationToken ct)
    {
        var job = await JobViews.Of(db, db.Set<Job>().AsNoTracking().Where(job => job.Id == jobId)).SingleOrDefaultAsync(ct);
        if (job is null)
        {
            return Refusals.UnknownTask;
        }

        var files = await db.Set<JobResult>().AsNoTracking().Where(result => result.JobId == jobId).OrderBy(result => result.Index)
            .Select(result => new JobFile(result.Path, result.MediaType, result.Size)).ToListAsync(ct);
        return job with { Files = files };
    }
}

/// <summary>The one place where a job's row becomes what people see.</summary>
internal static class JobViews
{
    public static IQueryable<JobView> Of(AppDbContext db, IQueryable<Job> jobs) => jobs.Select(job => new JobView
    {
        Id = job.Id,
        EntryKey = job.EntryKey,
        Model = job.Model,
        Kind = job.Kind,
        Input = job.Input,
        Price = job.Price,
        BookNumber = job.BookNumber,
        PriceBasis = job.PriceBasis,
        CallbackUrl = job.CallbackUrl,
        State = job.State,
        Progress = job.Progress,
        FailCode = job.FailCode,
        FailMessage = job.FailMessage,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
        Charged = db.Set<UsageRow>().Where(usage => usage.JobId == job.Id).Select(usage => usage.Cost).FirstOrDefault(),
    });
}
