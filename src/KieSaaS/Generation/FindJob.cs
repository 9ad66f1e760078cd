using System.Text;
using KieSaaS.Data;
using KieSaaS.Files;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>A file that a job delivered.</summary>
/// <param name="Path">In our storage.</param>
/// <param name="MediaType">"image/png", "video/mp4" …</param>
/// <param name="Size">Bytes.</param>
/// <param name="TrackId">What the tenant names this track by when another job goes on from it; null where it is no track.</param>
public sealed record JobFile(string Path, string MediaType, long Size, string? TrackId = null)
{
    /// <summary>True for a result that is a text or data instead of a file.</summary>
    public bool IsText => MediaType == TextType;

    internal const string TextType = "application/json";

    internal static JobFile Of(JobResult result) =>
        new(result.Path, result.MediaType, result.Size, result.TrackId is null ? null : TrackName.Of(result.JobId, result.Index));
}

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

    /// <summary>A result that is no file, as JSON in the upstream's shape; null where results are files, and in lists.</summary>
    public string? ResultObject { get; init; }

    /// <summary>True when it has ended.</summary>
    public bool IsFinished => State.IsFinal();
}

/// <summary>One job of the current tenant and mode. Another tenant's is answered like an unknown one.</summary>
public sealed class FindJob(AppDbContext db, IFileStore store)
{
    /// <summary>By identity.</summary>
    public async Task<Result<JobView>> RunAsync(Guid jobId, CancellationToken ct)
    {
        var job = await JobViews.Of(db, db.Set<Job>().AsNoTracking().Where(job => job.Id == jobId)).SingleOrDefaultAsync(ct);
        if (job is null)
        {
            return Refusals.UnknownTask;
        }

        var results = await db.Set<JobResult>().AsNoTracking().Where(result => result.JobId == jobId).OrderBy(result => result.Index).ToListAsync(ct);
        IReadOnlyList<JobFile> files = [.. results.Select(JobFile.Of)];
        return job with { Files = files, ResultObject = files is [{ IsText: true } text] ? await ReadAsync(text.Path, ct) : null };
    }

    private async Task<string?> ReadAsync(string path, CancellationToken ct)
    {
        if (await store.OpenAsync(path, ct) is not { } content)
        {
            return null;
        }

        using var reader = new StreamReader(content, Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
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
