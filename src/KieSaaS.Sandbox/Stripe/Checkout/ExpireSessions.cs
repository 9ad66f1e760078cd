using KieSaaS.Sandbox.Stripe.Json;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Checkout;

/// <summary>Closes sessions: those whose time is over, and one on request.</summary>
internal sealed class ExpireSessions(StripeStore store)
{
    /// <summary>Closes what is due by the sandbox's clock; called before every look at a session, and by the clockwork.</summary>
    public void RunDue()
    {
        lock (store.Gate)
        {
            foreach (var id in store.DueSessions())
            {
                if (store.Session(id) is { Status: "open" } session)
                {
                    Close(session, requestId: null, idempotencyKey: null);
                }
            }
        }
    }

    public CheckoutSession Run(CheckoutSession session, string requestId, string? idempotencyKey) => session.Status == "open"
        ? Close(session, requestId, idempotencyKey)
        : throw StripeProblem.Invalid($"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {session.Status}.");

    private CheckoutSession Close(CheckoutSession session, string? requestId, string? idempotencyKey)
    {
        var closed = session with { Status = "expired" };
        store.Save(closed, store.NewEvent("checkout.session.expired", SessionJson.Of(closed, Expansion.None), requestId, idempotencyKey));
        return closed;
    }
}
