using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation.Kie;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation;

/// <summary>
/// Reads a task's present state before anything moves. First after 3 seconds, then with growing gaps up to 30; after the
/// time-out the job is "unknown – verifying" and still asked about until its window ends.
/// </summary>
internal sealed partial class PollJobHandler(
    AppDbContext db, Providers providers, CatalogueInForce catalogue, CollectResults collect, EndJob end, IOptions<GenerationOptions> options, TimeProvider clock, ILogger<PollJobHandler> log)
    : IWorkHandler<PollJob>
{
    // A result's host may lag behind the task's state: "not there" is believed when it was said this often.
    private const int SureAfter = 6;

    private static readonly TimeSpan FirstGap = TimeSpan.FromSeconds(3), LongestGap = TimeSpan.FromSeconds(30);

    public async Task<WorkOutcome> RunAsync(PollJob work, CancellationToken ct)
    {
        var attempt = await db.Set<Attempt>().SingleAsync(attempt => attempt.Id == work.AttemptId, ct);
        var job = await db.Set<Job>().SingleAsync(job => job.Id == attempt.JobId, ct);
        if (job.State == JobState.Succeeded || attempt.State is AttemptState.Failed or AttemptState.Refused or AttemptState.Succeeded)
        {
            return WorkOutcome.Done;
        }

        var taskId = attempt.ProviderTaskId ?? work.TaskId ?? throw new InvalidOperationException($"Attempt {attempt.Id} has no task to ask about.");
        if (await ReadAsync(job, attempt, taskId, ct) is not { } task)
        {
            return await AgainAsync(job, attempt, ct);
        }

        if (attempt.ProviderTaskId is null)
        {
            if (!CallbackAddress.Names(task, attempt.CallbackToken))
            {
                Foreign(taskId, attempt.Id);
                return WorkOutcome.Done;
            }

            attempt.ProviderTaskId = taskId;
            await db.SaveChangesAsync(ct);
        }

        switch (task.Phase)
        {
            case TaskPhase.Success:
                return await CollectAsync(job, attempt, task, ct);
            case TaskPhase.Fail:
                await end.FailAsync(attempt, AttemptState.Failed, task.FailCode ?? "500", FailureText.Of(task), ct);
                return WorkOutcome.Done;
            default:
                return await AgainAsync(job, attempt, ct, task.Progress);
        }
    }

    public Task GiveUpAsync(PollJob work, CancellationToken ct) => end.GiveUpAttemptAsync(work.AttemptId, ct);

    private async Task<TaskSnapshot?> ReadAsync(Job job, Attempt attempt, string taskId, CancellationToken ct)
    {
        attempt.Polls++;
        try
        {
            return await providers.For(attempt.Mode).ReadAsync(taskId, (await EntryAsync(job, ct))?.Api ?? CatalogueEntry.JobsApi, ct);
        }
        catch (ProviderException e)
        {
            // Even "no such task" and "wrong key" are only what it says now: the job's own time-out decides when that is too long.
            Unread(taskId, attempt.Id, e.Message);
            attempt.Error = e.Message;
            return null;
        }
    }

    // Whatever stands between us and the files, the job goes on to its time-out and gives its hold back; it never waits for ever.
    private async Task<WorkOutcome> CollectAsync(Job job, Attempt attempt, TaskSnapshot task, CancellationToken ct)
    {
        try
        {
            await collect.RunAsync(job, attempt, task, ct);
            return WorkOutcome.Done;
        }
        catch (ProviderException e) when (!e.IsRetryable && attempt.Polls >= SureAfter)
        {
            Uncollected(attempt.Id, e.Message);
            await end.FailAsync(attempt, AttemptState.Failed, "501", "The provider finished, but its result cannot be fetched. Nothing was charged; please try again.", ct);
            return WorkOutcome.Done;
        }
        catch (Exception e) when (e is ProviderException or IOException)
        {
            Uncollected(attempt.Id, e.Message);
            attempt.Error = e.Message;
            return await AgainAsync(job, attempt, ct);
        }
    }

    private async Task<WorkOutcome> AgainAsync(Job job, Attempt attempt, CancellationToken ct, int? progress = null)
    {
        var (now, timeout) = (clock.GetUtcNow(), (await EntryAsync(job, ct))?.Timeout ?? options.Value.Timeout(job.Kind));
        job.Progress = Math.Max(job.Progress, Math.Clamp(progress ?? EstimateOf(attempt, now, timeout), 0, 99));
        if (attempt.State == AttemptState.Accepted && job.State == JobState.Running && now - attempt.StartedAt > timeout)
        {
            // Never a silent refund of something that may be delivered: the hold stays for the verify window.
            attempt.VerifyUntil = now + options.Value.VerifyWindow(job.Kind);
            job.State = JobState.Verifying;
            db.Enqueue(new CloseVerification(attempt.Id), now, attempt.VerifyUntil);
        }

        await db.SaveChangesAsync(ct);
        await JobSignal.SendAsync(db, job.TenantId, ct);
        if (job.IsFinished)
        {
            return WorkOutcome.Done;
        }

        var gap = TimeSpan.FromTicks((long)Math.Min(LongestGap.Ticks, FirstGap.Ticks * Math.Pow(1.5, Math.Min(attempt.Polls, 12))));
        return WorkOutcome.At(now + gap);
    }

    // Most models report no progress: time against what such a model usually takes says more than a bar that stands still.
    private static int EstimateOf(Attempt attempt, DateTimeOffset now, TimeSpan timeout) => (int)Math.Min(95, (now - attempt.StartedAt) * 100 / (timeout / 5));

    private ValueTask<CatalogueEntry?> EntryAsync(Job job, CancellationToken ct) => catalogue.FindAsync(job.EntryKey, job.BookNumber, ct);

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} of attempt {AttemptId} could not be asked about: {Reason}")]
    private partial void Unread(string taskId, Guid attemptId, string reason);

    [LoggerMessage(LogLevel.Warning, "The results of attempt {AttemptId} could not be copied: {Reason}")]
    private partial void Uncollected(Guid attemptId, string reason);

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} does not name the callback address of attempt {AttemptId} and is ignored")]
    private partial void Foreign(string taskId, Guid attemptId);
}
