using System.Globalization;
using KieSaaS.Sandbox.Stripe.Control;
using KieSaaS.Sandbox.Stripe.Model;

namespace KieSaaS.Sandbox.Stripe.Webhooks;

/// <summary>
/// What is on its way to the endpoints, kept until an endpoint answered 2xx. At least once, in no promised order;
/// failed attempts are repeated with growing waits by the sandbox's clock, for three days.
/// </summary>
internal sealed class DeliveryQueue(StripeStore store, FaultPlan faults)
{
    private static readonly TimeSpan ReorderGap = TimeSpan.FromMilliseconds(150);

    private static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(12), TimeSpan.FromHours(12), TimeSpan.FromHours(12), TimeSpan.FromHours(12),
    ];

    /// <summary>Released when something may have become due.</summary>
    public SemaphoreSlim Wake { get; } = new(0);

    /// <summary>Queues the events of one cause for every endpoint that wants them.</summary>
    public void Enqueue(IReadOnlyList<StripeEvent> events)
    {
        lock (store.Gate)
        {
            var endpoints = store.Endpoints();
            if (endpoints.Count == 0)
            {
                return;
            }

            var reversed = events.Count > 1 && faults.Take(FaultKind.Reorder, events[^1].Type) is not null;
            for (var i = 0; i < events.Count; i++)
            {
                var wait = reversed ? ReorderGap * (events.Count - 1 - i) : TimeSpan.Zero;
                Enqueue(events[i], endpoints, store.Now + wait);
            }
        }

        Wake.Release();
    }

    /// <summary>Sends an event once more to every endpoint that wants it, delivered or not.</summary>
    public int Resend(StripeEvent happened)
    {
        lock (store.Gate)
        {
            var queued = 0;
            foreach (var endpoint in store.Endpoints().Where(endpoint => endpoint.Wants(happened.Type)))
            {
                Queue(happened, endpoint, store.Now, "resend-" + store.NextSequence("resends").ToString(CultureInfo.InvariantCulture));
                queued++;
            }

            Wake.Release();
            return queued;
        }
    }

    /// <summary>What is due now.</summary>
    public IReadOnlyList<Delivery> Due() => [.. store.Deliveries().Where(delivery => !delivery.GivenUp && delivery.Due <= store.Now).OrderBy(delivery => delivery.Due)];

    /// <summary>How many endpoints have not taken the event yet.</summary>
    public int Pending(string eventId) => store.Deliveries().Count(delivery => delivery.EventId == eventId && !delivery.GivenUp);

    /// <summary>True when an attempt for the event has failed and none has succeeded since.</summary>
    public bool HasFailed(string eventId) => store.Deliveries().Any(delivery => delivery.EventId == eventId && delivery.Attempts > 0);

    /// <summary>The endpoint has it: earlier attempts that failed are not repeated, a copy sent by hand included.</summary>
    public void Delivered(Delivery delivery)
    {
        lock (store.Gate)
        {
            store.Delete(delivery);
            foreach (var failed in store.Deliveries().Where(other => other.EventId == delivery.EventId && other.EndpointId == delivery.EndpointId && other.Attempts > 0))
            {
                store.Delete(failed);
            }
        }
    }

    public void Failed(Delivery delivery)
    {
        lock (store.Gate)
        {
            if (store.Delivery(delivery.Id) is null)
            {
                return;
            }

            var attempts = delivery.Attempts + 1;
            store.Save(attempts > Waits.Count
                ? delivery with { Attempts = attempts, GivenUp = true }
                : delivery with { Attempts = attempts, Due = store.Now + Waits[attempts - 1] });
        }
    }

    private void Enqueue(StripeEvent happened, IReadOnlyList<WebhookEndpoint> endpoints, DateTimeOffset due)
    {
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Wants(happened.Type)))
        {
            var delayed = faults.Take(FaultKind.Delay, happened.Type) is { } delay ? due + TimeSpan.FromMilliseconds(delay.Milliseconds) : due;
            Queue(happened, endpoint, delayed, "first");
            if (faults.Take(FaultKind.Duplicate, happened.Type) is not null)
            {
                Queue(happened, endpoint, delayed, "twin");
            }
        }
    }

    private void Queue(StripeEvent happened, WebhookEndpoint endpoint, DateTimeOffset due, string which) => store.Save(new Delivery
    {
        Id = $"{happened.Id}.{endpoint.Id}.{which}",
        EventId = happened.Id,
        EventType = happened.Type,
        EndpointId = endpoint.Id,
        Due = due,
    });
}
