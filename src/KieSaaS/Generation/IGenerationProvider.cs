using System.Text.Json;
using KieSaaS.Catalog;

namespace KieSaaS.Generation;

/// <summary>The street to whoever generates. A provider is for one mode and one account.</summary>
internal interface IGenerationProvider
{
    /// <summary>As attempts keep it: "kie" or "sandbox".</summary>
    string Name { get; }

    /// <summary>
    /// Starts a task, once: a create whose answer may have been lost is never repeated here. A cancellation throws
    /// <see cref="OperationCanceledException"/>; whether the task was started is then unknown too.
    /// </summary>
    Task<CreateAnswer> CreateAsync(CreateTask task, CancellationToken ct);

    /// <summary>The task's present state, or null when the provider does not know it, or not yet. Asks again by itself when the way is bad.</summary>
    /// <param name="taskId">The provider's id.</param>
    /// <param name="api">The provider's API that the task was created in, as the catalogue names it.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ProviderException">No answer, or none that can be understood.</exception>
    Task<TaskSnapshot?> ReadAsync(string taskId, string api, CancellationToken ct);

    /// <summary>Opens a result. Reading the content throws <see cref="ProviderException"/> when it breaks off, takes too long or is too big.</summary>
    /// <exception cref="ProviderException">The address is not one of the provider's, or nothing can be read there.</exception>
    Task<ProviderDownload> DownloadAsync(Uri result, CancellationToken ct);

    /// <summary>What is left of our account, in millionths of the provider's credits; an overdrawn account counts as empty.</summary>
    /// <exception cref="ProviderException">No answer, or none that can be understood.</exception>
    Task<long> ReadBalanceAsync(CancellationToken ct);
}

/// <summary>What to start.</summary>
/// <param name="Model">The provider's own name of the model.</param>
/// <param name="Input">The job's input, one JSON object; it goes out as it stands.</param>
/// <param name="CallbackUrl">Where the provider reports the end; null to poll only.</param>
internal sealed record CreateTask(string Model, string Input, string? CallbackUrl)
{
    /// <summary>The provider's API that takes it, as the catalogue names it.</summary>
    public string Api { get; init; } = CatalogueEntry.JobsApi;

    /// <summary>What the body of such an API has beside the input, as one JSON object; not used by the jobs API.</summary>
    public JsonElement? Fixed { get; init; }
}

/// <summary>A provider that does not answer, or not in a way that can be understood.</summary>
internal sealed class ProviderException(string message, bool isRetryable, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when asking again later may help.</summary>
    public bool IsRetryable { get; } = isRetryable;
}

/// <summary>A result on its way. Disposing it closes the connection.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="MediaType">What the provider calls it; not to be believed.</param>
/// <param name="Length">Bytes, when the provider says so beforehand.</param>
internal sealed record ProviderDownload(Stream Content, string? MediaType, long? Length) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
