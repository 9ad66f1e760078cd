using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation.Kie;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace KieSaaS.Generation;

/// <summary>
/// Sends a job to its provider, once. The attempt's row is committed before the call: a process that dies inside the call leaves
/// a row that says so, and the job waits for its callback instead of being sent, and paid for, a second time.
/// </summary>
internal sealed class SubmitJobHandler(
    AppDbContext db, Providers providers, CatalogueInForce catalogue, CallbackAddress callbacks, SourceLink sources, EarlierTasks earlier, EndJob end, IOptions<GenerationOptions> options, TimeProvider clock)
    : IWorkHandler<SubmitJob>
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(3), FirstRetry = TimeSpan.FromSeconds(2), LongestRetry = TimeSpan.FromSeconds(30), ForATurn = TimeSpan.FromMilliseconds(250);

    public async Task<WorkOutcome> RunAsync(SubmitJob work, CancellationToken ct)
    {
        var job = await db.Set<Job>().SingleAsync(job => job.Id == work.JobId, ct);
        var last = await db.Set<Attempt>().Where(attempt => attempt.JobId == job.Id).OrderByDescending(attempt => attempt.Number).FirstOrDefaultAsync(ct);
        if (job.IsFinished || last is { State: not (AttemptState.Calling or AttemptState.Refused) })
        {
            return WorkOutcome.Done;
        }

        if (last is { State: AttemptState.Calling })
        {
            await VerifyAsync(job, last, "The process ended inside the call.", ct);
            return WorkOutcome.Done;
        }

        var entry = await catalogue.FindAsync(job.EntryKey, job.BookNumber, ct);

        var input = await InputAsync(job, entry, ct);

        // The provider drops what exceeds its rate instead of queueing it, so the queue is here.
        if (!providers.TryTakeTurn(job.Mode))
        {
            return WorkOutcome.At(clock.GetUtcNow() + ForATurn);
        }

        if (await BeginAsync(job, (last?.Number ?? 0) + 1, ct) is not { } attempt)
        {
            return WorkOutcome.At(clock.GetUtcNow() + FirstRetry);
        }

        CrashPoints.Reach(CrashPoints.AttemptSaved);
        var answer = await CallAsync(job, attempt, entry, input);
        CrashPoints.Reach(CrashPoints.TaskCreated);
        return answer switch
        {
            CreateAnswer.Accepted accepted => await AcceptAsync(attempt, accepted.TaskId, ct),
            CreateAnswer.Refused refused => await RefuseAsync(job, attempt, refused, entry?.Timeout ?? options.Value.Timeout(job.Kind), ct),
            CreateAnswer.Unknown unknown => await VerifyAsync(job, attempt, unknown.Reason, ct),
            _ => throw new InvalidOperationException($"An answer of type {answer.GetType().Name} is not known."),
        };
    }

    public Task GiveUpAsync(SubmitJob work, CancellationToken ct) => end.GiveUpAsync(work.JobId, ct);

    /// <summary>Null when another worker, whose lease ran out before ours began, has just begun the same attempt.</summary>
    private async Task<Attempt?> BeginAsync(Job job, int number, CancellationToken ct)
    {
        var attempt = new Attempt
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            JobId = job.Id,
            TenantId = job.TenantId,
            Mode = job.Mode,
            Number = number,
            Provider = providers.For(job.Mode).Name,
            CallbackToken = CallbackAddress.NewToken(),
            State = AttemptState.Calling,
            StartedAt = clock.GetUtcNow(),
        };
        db.Add(attempt);
        job.State = JobState.Running;
        job.StartedAt ??= attempt.StartedAt;
        try
        {
            await db.SaveChangesAsync(ct);
            await JobSignal.SendAsync(db, job.TenantId, ct);
            return attempt;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }
    }

    // The one place where what is sent differs from what was priced: a measured file goes as a link to our copy, earlier tasks go by the
    // provider's names. Null when it cannot know them.
    private async Task<string?> InputAsync(Job job, CatalogueEntry? entry, CancellationToken ct)
    {
        var input = sources.InputOf(job);
        return entry?.Continues is { } how && how.IsIn(JsonElement.Parse(job.Input))
            ? (await earlier.NamesAsync(job, how, providers.For(job.Mode).Name, ct))?.ToProvider(input)
            : input;
    }

    // As the model was defined when the job was priced: what was priced is what is sent.
    // Not cancelled by a stop: its own time-out bounds it, and a call that is broken off is a job nobody knows about.
    private async Task<CreateAnswer> CallAsync(Job job, Attempt attempt, CatalogueEntry? entry, string? input) => entry is null
        ? new CreateAnswer.Refused(422, "This model is no longer offered.", IsRetryable: false)
        : input is null
        ? new CreateAnswer.Refused(422, "The earlier task cannot be continued any more.", IsRetryable: false)
        : await providers.For(job.Mode).CreateAsync(
            new CreateTask(entry.Model, input, callbacks.For(attempt.CallbackToken)) { Api = entry.Api, Fixed = entry.Fixed }, CancellationToken.None);

    private async Task<WorkOutcome> AcceptAsync(Attempt attempt, string taskId, CancellationToken ct)
    {
        await db.Entry(attempt).ReloadAsync(ct);
        if (attempt.State == AttemptState.Calling)
        {
            (attempt.State, attempt.ProviderTaskId) = (AttemptState.Accepted, taskId);
            db.Enqueue(new PollJob(attempt.Id), clock.GetUtcNow(), clock.GetUtcNow() + FirstPoll);
            await db.SaveChangesAsync(ct);
            CrashPoints.Reach(CrashPoints.AcceptSaved);
        }

        return WorkOutcome.Done;
    }

    private async Task<WorkOutcome> RefuseAsync(Job job, Attempt attempt, CreateAnswer.Refused refused, TimeSpan timeout, CancellationToken ct)
    {
        if (!refused.IsRetryable || clock.GetUtcNow() - job.CreatedAt > timeout)
        {
            await end.FailAsync(attempt, AttemptState.Refused, FailureText.CodeOf(refused), FailureText.Of(refused), ct);
            return WorkOutcome.Done;
        }

        (attempt.State, attempt.EndedAt, attempt.Error) = (AttemptState.Refused, clock.GetUtcNow(), refused.Message);
        job.State = JobState.Queued;
        await db.SaveChangesAsync(ct);
        var wait = TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << Math.Min(attempt.Number - 1, 10)));
        return WorkOutcome.At(clock.GetUtcNow() + wait);
    }

    private async Task<WorkOutcome> VerifyAsync(Job job, Attempt attempt, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Entry(attempt).ReloadAsync(ct);
        if (attempt.State != AttemptState.Calling)
        {
            return WorkOutcome.Done;
        }

        (attempt.State, attempt.Error, attempt.VerifyUntil) = (AttemptState.Unknown, reason, now + options.Value.VerifyWindow(job.Kind));
        job.State = JobState.Verifying;
        db.Enqueue(new CloseVerification(attempt.Id), now, attempt.VerifyUntil);
        await db.SaveChangesAsync(ct);
        await JobSignal.SendAsync(db, job.TenantId, ct);
        return WorkOutcome.Done;
    }
}
