using System.Net.Http.Headers;
using KieSaaS.Kernel;

namespace KieSaaS.Net;

/// <summary>A call to an address that a tenant gave.</summary>
internal sealed record GuardedRequest(HttpMethod Method, string Address)
{
    /// <summary>Sent along; null sends none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>What the body is.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>More headers, such as a signature.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>For everything: resolving, connecting, sending and reading.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How much of the answer is read, in bytes.</summary>
    public int MaxAnswer { get; init; } = 64 * 1024;
}

/// <summary>
/// What a tenant's server answered. The body is for our own eyes: shown to the tenant it would turn every hole in the guard
/// into a way to read what lies behind it.
/// </summary>
/// <param name="Status">The HTTP status. A redirect is an answer like any other and is not followed.</param>
/// <param name="Body">The beginning of the body.</param>
/// <param name="IsComplete">False when the body went on beyond the limit.</param>
/// <param name="MediaType">What the server calls it.</param>
/// <param name="RetryAfter">How long the server asks to wait.</param>
internal sealed record GuardedAnswer(int Status, byte[] Body, bool IsComplete, string? MediaType, TimeSpan? RetryAfter)
{
    /// <summary>True for a status of the 200s.</summary>
    public bool IsSuccess => Status is >= 200 and <= 299;
}

/// <summary>
/// The only HTTP client for addresses that tenants give: checks the text again at each call, connects only to checked public
/// addresses, follows no redirects, uses no proxy, keeps no cookies and reads no more than it was told.
/// </summary>
internal sealed class GuardedHttp(GuardedAddress addresses, INameResolver resolver, TimeProvider clock) : IDisposable
{
    private const int CopyBuffer = 81_920, Megabyte = 1_000_000;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectCallback = new GuardedConnection(resolver, addresses).OpenAsync,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    /// <summary>
    /// Copies what lies at an address, and gives its number of bytes. Refuses like <see cref="SendAsync"/>, and (Invalid) when the answer
    /// is no success ("net.not-found"), leads elsewhere ("net.redirected") or has more bytes than allowed ("net.too-big").
    /// </summary>
    /// <param name="address">Where.</param>
    /// <param name="destination">What fails in writing to it is thrown as it is.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="timeout">For everything.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Result<long>> DownloadAsync(string address, Stream destination, long limit, TimeSpan timeout, CancellationToken ct) =>
        CallAsync(new GuardedRequest(HttpMethod.Get, address) { Timeout = timeout }, (answer, stop) => CopyAsync(answer, destination, limit, stop), ct);

    /// <summary>Makes one call. Refuses with the address's fault (Invalid) or, when the server did not answer, with TryLater.</summary>
    public Task<Result<GuardedAnswer>> SendAsync(GuardedRequest request, CancellationToken ct) =>
        CallAsync<GuardedAnswer>(request, async (answer, stop) => await ReadAsync(answer, request.MaxAnswer, stop), ct);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<Result<T>> CallAsync<T>(GuardedRequest request, Func<HttpResponseMessage, CancellationToken, Task<Result<T>>> read, CancellationToken ct)
    {
        var address = addresses.Check(request.Address);
        if (!address.Succeeded)
        {
            return address.Refusal;
        }

        using var time = new CancellationTokenSource(request.Timeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        try
        {
            using var message = Compose(request, address.Value);
            using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            return await read(answer, stop.Token);
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenAddressException)
        {
            return new Refusal(RefusalKind.Invalid, "net.address-private", $"{address.Value.Host} is not a server of the public Internet: use one that is reachable from outside.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Refusal(RefusalKind.TryLater, "net.not-reachable", $"{address.Value.Host} could not be reached, or broke off.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Refusal(RefusalKind.TryLater, "net.timed-out", $"{address.Value.Host} did not answer in time.");
        }
    }

    private static async Task<Result<long>> CopyAsync(HttpResponseMessage answer, Stream destination, long limit, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
        {
            return (int)answer.StatusCode is >= 300 and <= 399
                ? No("net.redirected", "The address leads to another one: give that one.")
                : No("net.not-found", "There is no file at this address: give one that anyone can open.");
        }

        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var (buffer, total) = (new byte[CopyBuffer], 0L);
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            total += read;
            if (total > limit)
            {
                return No("net.too-big", $"The file has more than {limit / Megabyte} MB.");
            }

            await WriteAsync(destination, buffer.AsMemory(0, read), ct);
        }

        return total;
    }

    // A full disk of ours is not the sender's fault, and must not look like it.
    private static async ValueTask WriteAsync(Stream destination, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await destination.WriteAsync(bytes, ct);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException("A fetched file cannot be written down.", e);
        }
    }

    private static Refusal No(string code, string message) => new(RefusalKind.Invalid, code, message);

    private static HttpRequestMessage Compose(GuardedRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Method, address);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.MediaType);
        }

        message.Headers.UserAgent.ParseAdd("KieSaaS/1.0");
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        return message;
    }

    private async Task<GuardedAnswer> ReadAsync(HttpResponseMessage answer, int limit, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[limit + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return new GuardedAnswer(
            (int)answer.StatusCode,
            buffer[..Math.Min(length, limit)],
            length <= limit,
            answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } => date - clock.GetUtcNow(),
                _ => null,
            });
    }
}
