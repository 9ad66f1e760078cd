using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace KieSaaS.Generation.Kie;

/// <summary>Kie's jobs API and the APIs with paths of their own, over HTTP; the sandbox speaks the same.</summary>
internal sealed class KieClient : IGenerationProvider, IDisposable
{
    private readonly KieConnection _connection;
    private readonly KieHttp _http;
    private readonly ResiliencePipeline _asking;

    public KieClient(KieConnection connection, TimeProvider clock, ILogger<KieClient> log)
    {
        _connection = connection;
        _http = new KieHttp(connection, clock, log);
        _asking = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ProviderException>(e => e.IsRetryable),
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(250),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    /// <inheritdoc/>
    public string Name => _connection.Name;

    /// <inheritdoc/>
    public async Task<CreateAnswer> CreateAsync(CreateTask task, CancellationToken ct)
    {
        using var body = KieCreate.Compose(task);
        try
        {
            var (status, answer) = await _http.CallAsync(HttpMethod.Post, KieApi.Of(task.Api).CreatePath, body, "create", _connection.CreateTimeout, ct);
            return KieCreate.Judge(status, answer);
        }
        catch (ProviderException e)
        {
            return body.WasSent ? new CreateAnswer.Unknown(e.Message) : new CreateAnswer.Refused(0, e.Message, IsRetryable: true);
        }
    }

    /// <inheritdoc/>
    public Task<TaskSnapshot?> ReadAsync(string taskId, string api, CancellationToken ct)
    {
        var ofTask = KieApi.Of(api);
        return AskAsync("record", $"{ofTask.RecordPath}?taskId={Uri.EscapeDataString(taskId)}", (status, body) => KieRecord.Read(status, body, taskId, ofTask), ct);
    }

    /// <inheritdoc/>
    public Task<long> ReadBalanceAsync(CancellationToken ct) => AskAsync("balance", "api/v1/chat/credit", KieBalance.Read, ct);

    /// <inheritdoc/>
    public async Task<ProviderDownload> DownloadAsync(Uri result, CancellationToken ct)
    {
        if (!_connection.ResultHosts.Allows(result))
        {
            throw new ProviderException($"Kie's record names a result on {result.Host}, which is not one of its result hosts.", isRetryable: false);
        }

        return await _asking.ExecuteAsync(async stop => await OpenAsync(result, stop), ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(string operation, string path, Func<int, ReadOnlyMemory<byte>, T> read, CancellationToken ct) =>
        await _asking.ExecuteAsync(
            async stop =>
            {
                var (status, body) = await _http.CallAsync(HttpMethod.Get, path, content: null, operation, _connection.ReadTimeout, stop);
                return read(status, body);
            },
            ct);

    private async Task<ProviderDownload> OpenAsync(Uri result, CancellationToken ct)
    {
        var answer = await _http.OpenAsync(result, ct);
        try
        {
            var status = (int)answer.StatusCode;
            if (status != 200)
            {
                throw new ProviderException($"The result's host answered {status}.", status is 408 or 429 or >= 500);
            }

            var length = answer.Content.Headers.ContentLength;
            if (length > _connection.MaxResultBytes)
            {
                throw new ProviderException($"The result has {length} bytes; at most {_connection.MaxResultBytes} are fetched.", isRetryable: false);
            }

            var deadline = new CancellationTokenSource(_connection.DownloadTimeout);
            var content = new BoundedStream(await answer.Content.ReadAsStreamAsync(ct), _connection.MaxResultBytes, deadline.Token, answer, deadline);
            return new ProviderDownload(content, answer.Content.Headers.ContentType?.MediaType, length);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
