using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Model;

namespace KieSaaS.Sandbox.Stripe;

/// <summary>What the sandbox's Stripe remembers. Whoever reads in order to change holds <see cref="Gate"/>.</summary>
internal sealed class StripeStore(SandboxState state, SandboxOptions options, SandboxClock clock)
{
    private const string SessionArea = "stripe.sessions";
    private const string OpenArea = "stripe.open";
    private const string EventArea = "stripe.events";
    private const string EndpointArea = "stripe.endpoints";
    private const string DeliveryArea = "stripe.deliveries";
    private const string CounterArea = "stripe.counters";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>One change at a time.</summary>
    public Lock Gate { get; } = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The next number of a row, kept over restarts.</summary>
    public long NextSequence(string name = "objects")
    {
        lock (Gate)
        {
            var next = (state.Load<Counter>(CounterArea, name)?.Value ?? 0) + 1;
            state.Save(CounterArea, name, new Counter(next));
            return next;
        }
    }

    /// <summary>An id with the prefix and so many letters; the same seed and order of calls give the same ids.</summary>
    public string NewId(string prefix, int length = 24)
    {
        var number = NextSequence(prefix);
        var text = new StringBuilder(prefix);
        for (var block = 0; text.Length < prefix.Length + length; block++)
        {
            var source = string.Create(CultureInfo.InvariantCulture, $"{options.Seed}/{prefix}/{number}/{block}");
            foreach (var value in SHA256.HashData(Encoding.UTF8.GetBytes(source)))
            {
                text.Append(Alphabet[value % Alphabet.Length]);
            }
        }

        return text.ToString(0, prefix.Length + length);
    }

    public CheckoutSession? Session(string id) => state.Load<CheckoutSession>(SessionArea, id);

    public IReadOnlyList<CheckoutSession> Sessions() =>
        [.. state.LoadAll<CheckoutSession>(SessionArea).Select(pair => pair.Document).OrderByDescending(session => session.Sequence)];

    /// <summary>The ids of open sessions whose time is over.</summary>
    public IReadOnlyList<string> DueSessions() =>
        [.. state.LoadAll<OpenUntil>(OpenArea).Where(pair => pair.Document.At <= Now).Select(pair => pair.Key)];

    /// <summary>Saves the session with the events of the change, then makes the events known: one after the other, safe to be cut off between.</summary>
    public void Save(CheckoutSession session, params IReadOnlyList<StripeEvent> events)
    {
        state.Save(SessionArea, session.Id, session with { Outbox = events });
        if (session.Status == "open")
        {
            state.Save(OpenArea, session.Id, new OpenUntil(session.ExpiresAt));
        }
        else
        {
            state.Delete(OpenArea, session.Id);
        }

        Publish(session.Id, events);
    }

    /// <summary>Makes known what a killed process had saved but not published.</summary>
    public void PublishLeftovers()
    {
        lock (Gate)
        {
            foreach (var session in Sessions().Where(session => session.Outbox.Count > 0))
            {
                Publish(session.Id, session.Outbox);
            }
        }
    }

    public StripeEvent NewEvent(string type, JsonObject subject, string? requestId = null, string? idempotencyKey = null) =>
        new(NewId("evt_"), NextSequence(), Now, type, subject, requestId, idempotencyKey);

    public StripeEvent? Event(string id) => state.Load<StripeEvent>(EventArea, id);

    public IReadOnlyList<StripeEvent> Events() =>
        [.. state.LoadAll<StripeEvent>(EventArea).Select(pair => pair.Document).OrderByDescending(happened => happened.Sequence)];

    public WebhookEndpoint? Endpoint(string id) => state.Load<WebhookEndpoint>(EndpointArea, id);

    public IReadOnlyList<WebhookEndpoint> Endpoints() =>
        [.. state.LoadAll<WebhookEndpoint>(EndpointArea).Select(pair => pair.Document).OrderByDescending(endpoint => endpoint.Sequence)];

    public void Save(WebhookEndpoint endpoint) => state.Save(EndpointArea, endpoint.Id, endpoint);

    /// <summary>Removes the endpoint and what was on its way to it.</summary>
    public void DeleteEndpoint(string id)
    {
        state.Delete(EndpointArea, id);
        foreach (var delivery in Deliveries().Where(delivery => delivery.EndpointId == id))
        {
            Delete(delivery);
        }
    }

    public IReadOnlyList<Delivery> Deliveries() => [.. state.LoadAll<Delivery>(DeliveryArea).Select(pair => pair.Document)];

    public Delivery? Delivery(string id) => state.Load<Delivery>(DeliveryArea, id);

    public void Save(Delivery delivery) => state.Save(DeliveryArea, delivery.Id, delivery);

    public void Delete(Delivery delivery) => state.Delete(DeliveryArea, delivery.Id);

    /// <summary>Who is told after events were stored, with the events of one cause in their order.</summary>
    public Action<IReadOnlyList<StripeEvent>> OnPublished { get; set; } = static _ => { };

    private void Publish(string sessionId, IReadOnlyList<StripeEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        foreach (var happened in events)
        {
            state.Save(EventArea, happened.Id, happened);
        }

        OnPublished(events);
        state.Save(SessionArea, sessionId, Session(sessionId)! with { Outbox = [] });
    }

    private sealed record Counter(long Value);

    private sealed record OpenUntil(DateTimeOffset At);
}
