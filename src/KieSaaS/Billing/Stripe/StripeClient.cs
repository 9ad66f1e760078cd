using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace KieSaaS.Billing.Stripe;

/// <summary>
/// The calls to Stripe that we make, at one pinned version of its contract. Every call throws <see cref="StripeException"/>
/// when Stripe refuses or cannot be reached after the retries.
/// </summary>
internal sealed class StripeClient(HttpClient http, StripeResilience resilience, IOptions<StripeOptions> options)
{
    private const int LongestKey = 255;
    private readonly StripeOptions _options = options.Value;

    /// <param name="request">What to sell and where to return to.</param>
    /// <param name="idempotencyKey">Derived from a row of ours that is committed before the call, at most 255 characters.</param>
    /// <param name="ct">Ends the waiting; what was sent may still have happened.</param>
    public Task<CheckoutSession> CreateCheckoutSessionAsync(CreateCheckoutSession request, string idempotencyKey, CancellationToken ct) =>
        PostAsync<CheckoutSession>("/v1/checkout/sessions", request.ToForm(), idempotencyKey, ct);

    /// <summary>The session with its lines.</summary>
    public Task<CheckoutSession> RetrieveCheckoutSessionAsync(string id, CancellationToken ct) =>
        GetAsync<CheckoutSession>("/v1/checkout/sessions/" + Segment(id), new StripeForm().Add("expand", ["line_items"]), ct);

    /// <summary>One page, newest first: the way to catch up after notices were missed.</summary>
    public Task<StripeList<StripeEvent>> ListEventsAsync(ListEvents request, CancellationToken ct) =>
        GetAsync<StripeList<StripeEvent>>("/v1/events", request.ToForm(), ct);

    public Task<StripeEvent> RetrieveEventAsync(string id, CancellationToken ct) =>
        GetAsync<StripeEvent>("/v1/events/" + Segment(id), new StripeForm(), ct);

    private Task<T> PostAsync<T>(string path, StripeForm form, string idempotencyKey, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(idempotencyKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(idempotencyKey.Length, LongestKey, nameof(idempotencyKey));
        var body = form.Encode();
        return SendAsync<T>(
            () =>
            {
                var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_options.ApiBase, path))
                {
                    Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.FormUrlEncoded),
                };
                message.Headers.Add("Idempotency-Key", idempotencyKey);
                return message;
            },
            ct);
    }

    private Task<T> GetAsync<T>(string path, StripeForm query, CancellationToken ct)
    {
        var encoded = query.Encode();
        var address = new Uri(_options.ApiBase, encoded.Length == 0 ? path : path + "?" + encoded);
        return SendAsync<T>(() => new HttpRequestMessage(HttpMethod.Get, address), ct);
    }

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> create, CancellationToken ct)
    {
        try
        {
            using var response = await resilience.Pipeline.ExecuteAsync(async attempt => await AttemptAsync(create, attempt), ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            return response.IsSuccessStatusCode ? Read<T>(body) : throw StripeException.From(response, body);
        }
        catch (Exception cause) when (cause is HttpRequestException or TimeoutRejectedException or BrokenCircuitException)
        {
            throw StripeException.NoAnswer(cause);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(Func<HttpRequestMessage> create, CancellationToken ct)
    {
        using var message = create();
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        message.Headers.Add("Stripe-Version", StripeOptions.Version);
        return await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, ct);
    }

    private static T Read<T>(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, StripeJson.Options) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException cause)
        {
            throw new StripeException("api_error", $"Stripe's answer is not a {typeof(T).Name}: {cause.Message}", status: null, mayRetry: false, cause);
        }
    }

    private static string Segment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return Uri.EscapeDataString(id);
    }
}
