using System.Diagnostics;
using KieSaaS.Sandbox.Stripe.Checkout;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Webhooks;

namespace KieSaaS.Sandbox.Stripe.Hosted;

/// <summary>What the payer does on the hosted page.</summary>
internal sealed class HostedPage(StripeStore store, ExpireSessions expire, PaySession pay, DeliveryQueue queue)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(40);

    public DateTimeOffset Now => store.Now;

    public CheckoutSession? Find(string id)
    {
        expire.RunDue();
        return store.Session(id);
    }

    public CheckoutSession Pay(string id, PaymentForm form)
    {
        lock (store.Gate)
        {
            var session = store.Session(id)!;
            return pay.Run(session.CustomerEmail is null ? session with { CustomerEmail = form.Email } : session, form.ToMethod(), form.Amount);
        }
    }

    public CheckoutSession Answer(string id, bool accepted)
    {
        lock (store.Gate)
        {
            return pay.Answer(store.Session(id)!, accepted);
        }
    }

    /// <summary>
    /// Where the payer goes after paying. First it waits, at most ten real seconds, until the shop has taken
    /// <c>checkout.session.completed</c>, as Stripe does.
    /// </summary>
    public async Task<string> ReturnAddressAsync(CheckoutSession session, CancellationToken ct)
    {
        var completed = store.Events().FirstOrDefault(happened => happened.Type == "checkout.session.completed" && (string?)happened.Object["id"] == session.Id);
        var waited = Stopwatch.StartNew();
        while (completed is not null && queue.Pending(completed.Id) > 0 && waited.Elapsed < LongestWait)
        {
            await Task.Delay(Look, ct);
        }

        return session.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal);
    }
}
