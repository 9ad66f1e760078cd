using System.Collections.Concurrent;
using KieSaaS.Sandbox.Stripe.Checkout;
using KieSaaS.Sandbox.Stripe.Model;

namespace KieSaaS.Sandbox.Stripe.Webhooks;

/// <summary>
/// What happens by itself: deliveries that are due go out, sessions whose time is over close. It looks a few times a second,
/// because the sandbox's clock may be moved at any moment.
/// </summary>
internal sealed class Clockwork(StripeStore store, DeliveryQueue queue, ExpireSessions expire, IServiceProvider services, ILogger<Clockwork> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, byte> _inFlight = new(StringComparer.Ordinal);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request is answered: an event that nobody queues would be lost.
        store.OnPublished = queue.Enqueue;
        store.PublishLeftovers();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            expire.RunDue();
            foreach (var delivery in queue.Due())
            {
                Start(delivery, stoppingToken);
            }

            await ((Task)queue.Wake.WaitAsync(Beat, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Start(Delivery delivery, CancellationToken ct)
    {
        if (_inFlight.TryAdd(delivery.Id, 0))
        {
            // Nobody awaits it: an endpoint that hangs must not hold up the others.
            _ = RunAsync(delivery, ct);
        }
    }

    private async Task RunAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            await services.GetRequiredService<DeliveryAttempt>().RunAsync(delivery, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The sandbox stops; what was on its way is kept and goes out at the next start.
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Event {EventId} could not be delivered", delivery.EventId);
            queue.Failed(delivery);
        }
        finally
        {
            _inFlight.TryRemove(delivery.Id, out _);
        }
    }
}
