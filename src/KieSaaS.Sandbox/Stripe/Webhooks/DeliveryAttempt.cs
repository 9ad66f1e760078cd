using System.Net.Mime;
using System.Text;
using KieSaaS.Sandbox.Stripe.Control;
using KieSaaS.Sandbox.Stripe.Json;
using KieSaaS.Sandbox.Stripe.Model;

namespace KieSaaS.Sandbox.Stripe.Webhooks;

/// <summary>Sends one event to one endpoint once. Only 2xx counts; a redirect is a failure.</summary>
internal sealed class DeliveryAttempt(HttpClient http, StripeStore store, DeliveryQueue queue, FaultPlan faults, ILogger<DeliveryAttempt> logger)
{
    private const string OtherSecret = "whsec_not_the_secret_of_this_endpoint";
    private static readonly TimeSpan OldAge = TimeSpan.FromMinutes(10);

    public async Task RunAsync(Delivery delivery, CancellationToken ct)
    {
        if (store.Event(delivery.EventId) is not { } happened || store.Endpoint(delivery.EndpointId) is not { } endpoint)
        {
            queue.Delivered(delivery);
            return;
        }

        if (faults.Take(FaultKind.Drop, happened.Type) is null && await SendAsync(happened, endpoint, ct))
        {
            queue.Delivered(delivery);
        }
        else
        {
            queue.Failed(delivery);
        }
    }

    private async Task<bool> SendAsync(StripeEvent happened, WebhookEndpoint endpoint, CancellationToken ct)
    {
        var body = EventJson.Of(happened, queue.Pending(happened.Id)).ToJsonString();
        using var message = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        message.Headers.Add("Stripe-Signature", Signature(happened, endpoint, body));
        message.Headers.UserAgent.ParseAdd("Stripe/1.0");
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
            logger.LogInformation("Event {EventId} {EventType} to {Url}: {Status}", happened.Id, happened.Type, endpoint.Url, (int)response.StatusCode);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !ct.IsCancellationRequested))
        {
            logger.LogWarning("Event {EventId} {EventType} to {Url}: {Failure}", happened.Id, happened.Type, endpoint.Url, failure.Message);
            return false;
        }
    }

    private string Signature(StripeEvent happened, WebhookEndpoint endpoint, string body)
    {
        var secret = faults.Take(FaultKind.WrongSecret, happened.Type) is null ? endpoint.Secret : OtherSecret;
        var at = faults.Take(FaultKind.OldTimestamp, happened.Type) is null ? store.Now : store.Now - OldAge;
        var header = WebhookSignature.Header(body, secret, at);
        return faults.Take(FaultKind.CorruptSignature, happened.Type) is null ? header : WebhookSignature.Corrupted(header);
    }
}
