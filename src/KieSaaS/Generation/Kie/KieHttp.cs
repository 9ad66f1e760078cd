using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace KieSaaS.Generation.Kie;

/// <summary>One exchange with Kie: in time, bounded in size, and logged by what happened and how long it took, never by what it said.</summary>
internal sealed partial class KieHttp : IDisposable
{
    private const int LargestAnswer = 4 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly KieConnection _connection;
    private readonly TimeProvider _clock;
    private readonly ILogger<KieClient> _log;

    public KieHttp(KieConnection connection, TimeProvider clock, ILogger<KieClient> log)
    {
        (_connection, _clock, _log) = (connection, clock, log);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            UseProxy = !connection.BaseAddress.IsLoopback,
        };
        _http = new HttpClient(handler) { BaseAddress = connection.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Calls the API with our key and reads the whole answer. Throws <see cref="ProviderException"/> when there is none.</summary>
    public async Task<(int Status, ReadOnlyMemory<byte> Body)> CallAsync(
        HttpMethod method, string path, HttpContent? content, string operation, TimeSpan timeout, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _connection.ApiKey);
        using var stop = Until(timeout, ct);
        return await TellAsync(
            operation,
            async () =>
            {
                using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
                return ((int)answer.StatusCode, (ReadOnlyMemory<byte>)await ReadAsync(answer, stop.Token));
            },
            ct);
    }

    /// <summary>Opens an address without our key. Throws <see cref="ProviderException"/> when nobody answers.</summary>
    public async Task<HttpResponseMessage> OpenAsync(Uri address, CancellationToken ct)
    {
        using var stop = Until(_connection.ReadTimeout, ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var (_, opened) = await TellAsync(
            "download",
            async () =>
            {
                var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
                return ((int)answer.StatusCode, answer);
            },
            ct);
        return opened;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var limited = new BoundedStream(await answer.Content.ReadAsStreamAsync(ct), LargestAnswer, CancellationToken.None);
        using var whole = new MemoryStream();
        await limited.CopyToAsync(whole, ct);
        return whole.ToArray();
    }

    private CancellationTokenSource Until(TimeSpan timeout, CancellationToken ct)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(timeout);
        return stop;
    }

    private async Task<(int Status, T Answer)> TellAsync<T>(string operation, Func<Task<(int Status, T Answer)>> exchange, CancellationToken ct)
    {
        var started = _clock.GetTimestamp();
        try
        {
            var answer = await exchange();
            Answered(_connection.Name, operation, answer.Status, _clock.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ProviderException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            Failed(_connection.Name, operation, e.GetType().Name, _clock.GetElapsedTime(started).TotalMilliseconds);
            throw new ProviderException(e is OperationCanceledException ? "Kie did not answer in time." : "The connection to Kie failed: " + e.Message, isRetryable: true, e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Provider {Provider} {Operation}: {Status} in {Milliseconds:F0} ms")]
    private partial void Answered(string provider, string operation, int status, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "Provider {Provider} {Operation}: no answer ({Reason}) after {Milliseconds:F0} ms")]
    private partial void Failed(string provider, string operation, string reason, double milliseconds);
}
