using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog.Sync;

/// <summary>The upstream cannot be asked, or its answer is none.</summary>
internal sealed class UpstreamException(string message, bool isRetryable = false, TimeSpan? retryAfter = null) : Exception(message)
{
    public bool IsRetryable { get; } = isRetryable;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>Puts questions to the upstream: in time, bounded, again when it says "too many", and never faster than one in the pause.</summary>
internal sealed class UpstreamClient : IDisposable
{
    private const int LargestAnswer = 16 * 1024 * 1024, LongestMessage = 300;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly HttpClient? _http;
    private readonly SyncOptions _options;

    public UpstreamClient(UpstreamAddress address, IOptions<SyncOptions> options)
    {
        (Name, _options) = (address.Name, options.Value);
        if (address.Url is not { } url)
        {
            return;
        }

        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            UseProxy = !url.IsLoopback,
        };
        _http = new HttpClient(handler) { BaseAddress = url, Timeout = _options.Timeout, MaxResponseContentBufferSize = LargestAnswer };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.ApiKey);
    }

    /// <summary>Who is asked: "kie" or "sandbox"; null when nobody can be.</summary>
    public string? Name { get; }

    /// <summary>The <c>data</c> of the answer. Throws <see cref="UpstreamException"/> when there is none after all attempts.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken ct) => AskAsync(() => new HttpRequestMessage(HttpMethod.Get, path), ct);

    /// <summary>The same for a question with a body.</summary>
    public Task<JsonElement> PostAsync(string path, object body, CancellationToken ct) =>
        AskAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) }, ct);

    /// <summary>Lets the time pass that the upstream wants between two questions about models.</summary>
    public Task PauseAsync(CancellationToken ct) => Task.Delay(_options.Pause, ct);

    /// <inheritdoc/>
    public void Dispose() => _http?.Dispose();

    private async Task<JsonElement> AskAsync(Func<HttpRequestMessage> question, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(question, ct);
            }
            catch (UpstreamException e) when (e.IsRetryable && attempt < _options.Attempts)
            {
                var wait = e.RetryAfter ?? TimeSpan.FromMilliseconds(250 * Math.Pow(2, attempt));
                await Task.Delay(wait < LongestWait ? wait : LongestWait, ct);
            }
        }
    }

    private async Task<JsonElement> OnceAsync(Func<HttpRequestMessage> question, CancellationToken ct)
    {
        using var request = question();
        try
        {
            using var answer = await (_http ?? throw new UpstreamException("There is neither a key nor a sandbox.")).SendAsync(request, ct);
            var (status, retryAfter) = ((int)answer.StatusCode, RetryAfterOf(answer));
            if (status is 408 or 429 or >= 500)
            {
                throw new UpstreamException($"The upstream answered {status}.", isRetryable: true, retryAfter);
            }

            return DataOf(JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(ct)), status, retryAfter);
        }
        catch (JsonException)
        {
            throw new UpstreamException("The upstream's answer is not JSON.", isRetryable: true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new UpstreamException("The connection to the upstream failed: " + e.Message, isRetryable: true);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new UpstreamException("The upstream did not answer in time.", isRetryable: true);
        }
    }

    // Business errors come with HTTP 200: the envelope's code is what counts (kie-api.md, section 0).
    private static JsonElement DataOf(JsonElement root, int status, TimeSpan? retryAfter)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("code", out var code) || !code.TryGetInt32(out var number))
        {
            throw new UpstreamException($"The upstream answered {status} without an envelope.");
        }

        if (number == 200 && root.TryGetProperty("data", out var data))
        {
            return data;
        }

        var words = root.Words("msg") is { Length: > 0 } message ? message[..Math.Min(message.Length, LongestMessage)] : "no message";
        throw new UpstreamException($"The upstream answered with code {number}: {words}", number is 429 or 430 or 455 or (>= 500 and <= 599 and not 505), retryAfter);
    }

    private static TimeSpan? RetryAfterOf(HttpResponseMessage answer) => answer.Headers.RetryAfter?.Delta is { } delta && delta >= TimeSpan.Zero ? delta : null;
}
