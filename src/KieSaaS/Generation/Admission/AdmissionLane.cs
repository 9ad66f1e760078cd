using System.Threading.Channels;
using KieSaaS.Work;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KieSaaS.Generation.Admission;

/// <summary>
/// One lane per node: requests that arrive while a batch commits form the next batch. Two lanes would only wait for each
/// other's wallet locks.
/// </summary>
internal sealed partial class AdmissionLane(AdmissionStatement statement, Worker worker, ILogger<AdmissionLane> log) : BackgroundService
{
    private const int LargestBatch = 512, Capacity = 10_000, MostAttempts = 3;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Asks to become a job and waits for the verdict. Exactly one of: accepted and committed, refused, an exception.</summary>
    public async Task<AdmissionAnswer> AskAsync(AdmissionRequest request, CancellationToken ct)
    {
        var waiting = new Waiting(request);
        await _waiting.Writer.WriteAsync(waiting, ct);
        return await waiting.Answer.Task;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What has been taken in is still decided; nobody is left without an answer.
        _waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var confirming = Task.CompletedTask;
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = Take();
            var answers = await DecideAsync(batch);

            // While the disk writes one batch, the next is decided; more than one ahead would only be smaller ones.
            await confirming;
            confirming = answers is null ? DecideAloneAsync(batch) : ConfirmAsync(batch, answers);
        }

        await confirming;
    }

    private List<Waiting> Take()
    {
        var batch = new List<Waiting>(LargestBatch / 8);
        while (batch.Count < LargestBatch && _waiting.Reader.TryRead(out var waiting))
        {
            batch.Add(waiting);
        }

        return batch;
    }

    /// <summary>Null when the batch failed as a whole.</summary>
    private async Task<AdmissionAnswer[]?> DecideAsync(List<Waiting> batch)
    {
        try
        {
            return await statement.RunAsync([.. batch.Select(waiting => waiting.Request)], CancellationToken.None);
        }
        catch (Exception e)
        {
            BatchFailed(batch.Count, e.Message);
            return null;
        }
    }

    private async Task ConfirmAsync(List<Waiting> batch, AdmissionAnswer[] answers)
    {
        var isAnyAccepted = Array.Exists(answers, answer => answer.Verdict == AdmissionVerdict.Accepted);
        try
        {
            if (isAnyAccepted)
            {
                await statement.FlushAsync(CancellationToken.None);
            }
        }
        catch (Exception e)
        {
            BatchFailed(batch.Count, e.Message);
            await DecideAloneAsync(batch);
            return;
        }

        CrashPoints.Reach(CrashPoints.Admitted);
        for (var i = 0; i < answers.Length; i++)
        {
            batch[i].Answer.SetResult(answers[i]);
        }

        if (isAnyAccepted)
        {
            worker.Wake();
        }
    }

    private async Task DecideAloneAsync(List<Waiting> batch)
    {
        foreach (var waiting in batch)
        {
            await DecideAloneAsync(waiting);
        }
    }

    // One poisoned request fails everyone's batch, a connection may break under it, and a commit may have happened although
    // its answer was lost: so each is looked up before it is asked again, alone. What the database itself refuses stays refused.
    private async Task DecideAloneAsync(Waiting waiting)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await statement.ExistsAsync(waiting.Request.JobId, CancellationToken.None)
                    ? new AdmissionAnswer(AdmissionVerdict.Accepted, default)
                    : (await statement.RunAsync([waiting.Request], CancellationToken.None))[0];
                await statement.FlushAsync(CancellationToken.None);
                waiting.Answer.SetResult(answer);
                worker.Wake();
                return;
            }
            catch (Exception e) when (attempt == MostAttempts || e is PostgresException { IsTransient: false, SqlState: not PostgresErrorCodes.UniqueViolation })
            {
                waiting.Answer.SetException(e);
                return;
            }
            catch (Exception e)
            {
                AskedAgain(e.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A batch of {Count} admissions failed and is decided one by one: {Reason}")]
    private partial void BatchFailed(int count, string reason);

    [LoggerMessage(LogLevel.Warning, "An admission got no answer and is asked again: {Reason}")]
    private partial void AskedAgain(string reason);

    private sealed class Waiting(AdmissionRequest request)
    {
        public AdmissionRequest Request => request;

        public TaskCompletionSource<AdmissionAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
