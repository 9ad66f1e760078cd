using System.Text;
using KieSaaS.Catalog;
using KieSaaS.Files;
using KieSaaS.Work;

namespace KieSaaS.Generation;

/// <summary>Copies a finished task's files to our storage, and only then ends the job: what was charged for does not vanish.</summary>
internal sealed class CollectResults(Providers providers, IFileStore files, CatalogueInForce catalogue, EarlierTasks earlier, EndJob end, TimeProvider clock)
{
    /// <exception cref="ProviderException">A file cannot be fetched; the exception says whether trying again may help.</exception>
    /// <exception cref="IOException">A file cannot be stored now.</exception>
    public async Task RunAsync(Job job, Attempt attempt, TaskSnapshot task, CancellationToken ct)
    {
        var (readyAt, results) = (clock.GetUtcNow(), new List<StoredResult>());
        for (var index = 0; index < task.Results.Count; index++)
        {
            var copy = await CopyAsync(job, attempt, task.Results[index], index, ct);
            results.Add(copy with { TrackId = index < task.TrackIds.Count ? task.TrackIds[index] : null });
        }

        if (results.Count == 0 && task.ResultObject is { } text)
        {
            results.Add(await KeepAsync(job, attempt, await AsTenantsKnowItAsync(job, attempt, task, text, ct), ct));
        }

        if (results.Count == 0)
        {
            await end.FailAsync(attempt, AttemptState.Failed, "501", "The provider finished without a result. Try again, or change the prompt.", ct);
            return;
        }

        CrashPoints.Reach(CrashPoints.ResultsCopied);
        await end.DeliverAsync(attempt, results, task.KieMicroCredits, readyAt, ct);
    }

    private async Task<StoredResult> KeepAsync(Job job, Attempt attempt, string text, CancellationToken ct)
    {
        var path = ResultPath.For(job.TenantId, job.Kind, job.Id, index: 0, attempt.StartedAt, MediaFormat.Json.Extension);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var stored = await files.SaveAsync(path, content, MediaFormat.Json.MediaType, ct);
        return new StoredResult(stored.Path, stored.MediaType, stored.Size, stored.Sha256);
    }

    // Some answers repeat what they were asked with: the provider's ids and our callback address are not the tenant's.
    private async Task<string> AsTenantsKnowItAsync(Job job, Attempt attempt, TaskSnapshot task, string text, CancellationToken ct)
    {
        text = text.Replace(task.TaskId, job.Id.ToString("n"), StringComparison.Ordinal).Replace(attempt.CallbackToken, "…", StringComparison.Ordinal);
        return (await catalogue.FindAsync(job.EntryKey, job.BookNumber, ct))?.Continues is { } how && await earlier.NamesAsync(job, how, attempt.Provider, ct) is { } names
            ? names.ToTenant(text)
            : text;
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
