using KieSaaS.Files;
using KieSaaS.Work;

namespace KieSaaS.Generation;

/// <summary>Copies a finished task's files to our storage, and only then ends the job: what was charged for does not vanish.</summary>
internal sealed class CollectResults(Providers providers, IFileStore files, EndJob end, TimeProvider clock)
{
    /// <exception cref="ProviderException">A file cannot be fetched; the exception says whether trying again may help.</exception>
    /// <exception cref="IOException">A file cannot be stored now.</exception>
    public async Task RunAsync(Job job, Attempt attempt, TaskSnapshot task, CancellationToken ct)
    {
        var (readyAt, results) = (clock.GetUtcNow(), new List<StoredResult>());
        for (var index = 0; index < task.Results.Count; index++)
        {
            results.Add(await CopyAsync(job, attempt, task.Results[index], index, ct));
        }

        if (results.Count == 0)
        {
            await end.FailAsync(attempt, AttemptState.Failed, "501", "The provider finished without a result. Try again, or change the prompt.", ct);
            return;
        }

        CrashPoints.Reach(CrashPoints.ResultsCopied);
        await end.DeliverAsync(attempt, results, task.KieMicroCredits, readyAt, ct);
    }

    private async Task<StoredResult> CopyAsync(Job job, Attempt attempt, Uri address, int index, CancellationToken ct)
    {
        await using var download = await providers.For(job.Mode).DownloadAsync(address, ct);

        // What a file is, its first bytes say, not its sender.
        var head = new byte[MediaSniffer.HeadLength];
        var length = await download.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        var format = MediaSniffer.Recognise(head.AsSpan(0, length))
            ?? throw new ProviderException("The provider's result is not a picture, video or sound that we know.", isRetryable: true);
        var path = ResultPath.For(job.TenantId, job.Kind, job.Id, index, attempt.StartedAt, format.Extension);
        var stored = await files.SaveAsync(path, new PrefixedStream(head.AsMemory(0, length), download.Content), format.MediaType, ct);
        return new StoredResult(stored.Path, stored.MediaType, stored.Size, stored.Sha256);
    }
}
