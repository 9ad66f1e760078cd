using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>A job that another one's input names, and the attempt that delivered it.</summary>
internal sealed record EarlierTask
{
    public required Guid JobId { get; init; }

    public required string EntryKey { get; init; }

    public required JobState State { get; init; }

    /// <summary>What it was made from, as canonical JSON.</summary>
    public required string Input { get; init; }

    /// <summary>Who made it; null until it is delivered.</summary>
    public required string? Provider { get; init; }

    /// <summary>The provider's id of it.</summary>
    public required string? ProviderTaskId { get; init; }

    /// <summary>For each of its results the provider's id of the track, where it has one.</summary>
    public required IReadOnlyList<string?> Tracks { get; init; }

    /// <summary>The provider's id of the track that a tenant names; null when this task has no such track.</summary>
    public string? TrackOf(string name) => TrackName.Read(name) is var (job, index) && job == JobId && index < Tracks.Count ? Tracks[index] : null;

    /// <summary>The task that an input names, out of those given; null when there is none.</summary>
    public static async Task<EarlierTask?> ReadAsync(AppDbContext db, IQueryable<Job> jobs, Continuation how, JsonElement input, CancellationToken ct)
    {
        var id = NamedIn(how, input);
        return await jobs.AsNoTracking().Where(job => job.Id == id)
            .Select(job => new
            {
                job,
                Made = db.Set<Attempt>().Where(attempt => attempt.JobId == job.Id && attempt.State == AttemptState.Succeeded)
                    .OrderByDescending(attempt => attempt.Number).Select(attempt => new { attempt.Provider, attempt.ProviderTaskId }).FirstOrDefault(),
                Tracks = db.Set<JobResult>().Where(result => result.JobId == job.Id).OrderBy(result => result.Index).Select(result => result.TrackId).ToList(),
            })
            .SingleOrDefaultAsync(ct) is not { } found ? null : new EarlierTask
            {
                JobId = found.job.Id,
                EntryKey = found.job.EntryKey,
                State = found.job.State,
                Input = found.job.Input,
                Provider = found.Made?.Provider,
                ProviderTaskId = found.Made?.ProviderTaskId,
                Tracks = found.Tracks,
            };
    }

    // The track says whose it is where no task is named. What is no id at all is asked for like one that nobody has.
    private static Guid NamedIn(Continuation how, JsonElement input) =>
        Continuation.TextOf(input, how.Task) is { } task
            ? Guid.TryParseExact(task, "N", out var id) ? id : Guid.Empty
            : TrackName.Read(Continuation.TextOf(input, how.Track) ?? "")?.Job ?? Guid.Empty;
}
