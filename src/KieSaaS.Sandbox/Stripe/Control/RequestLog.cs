using System.Globalization;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Control;

/// <summary>A request as it came in, for tests that hold our traffic against the contract. The key itself is not kept.</summary>
internal sealed record RecordedRequest(
    string Id,
    DateTimeOffset At,
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Parameters);

/// <summary>The last thousand API requests, oldest first.</summary>
internal sealed class RequestLog(SandboxState state, StripeStore store, SandboxClock clock)
{
    private const string Area = "stripe.requests";
    private const int Kept = 1000;

    public IReadOnlyList<RecordedRequest> All() => [.. state.LoadAll<RecordedRequest>(Area).Select(pair => pair.Document)];

    public void Add(HttpRequest request, string requestId, Parameters parameters)
    {
        var headers = request.Headers
            .Where(header => !string.Equals(header.Key, "Authorization", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (store.Gate)
        {
            var number = store.NextSequence("requests");
            state.Save(Area, Key(number), new RecordedRequest(requestId, clock.GetUtcNow(), request.Method, request.Path, headers, parameters.All));
            state.Delete(Area, Key(number - Kept));
        }
    }

    private static string Key(long number) => number.ToString("D12", CultureInfo.InvariantCulture);
}
