using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace KieSaaS.Billing.Purchases;

/// <summary>Looks up what became of an order's payment and does what follows. Asked for by notices, by the buyer's page and by the reconciler.</summary>
/// <param name="OrderId">The order, when it is known.</param>
/// <param name="SessionId">The payment page, when it is known.</param>
/// <param name="EventId">The notice that asks, when one does.</param>
/// <param name="DebitFailed">The notice said that a debit failed.</param>
internal sealed record FulfilOrder(Guid? OrderId, string? SessionId, string? EventId = null, bool DebitFailed = false) : IWork
{
    public static string Kind => "billing.fulfil-order";
}

/// <summary>
/// The one place where a payment becomes credits. The provider is asked first, outside any lock; then one transaction under the
/// order's lock moves the order, the payment journal, the ledger and the audit log together, or none of them.
/// </summary>
internal sealed partial class FulfilOrderHandler(
    AppDbContext db, IPayments payments, CreditLedger ledger, TimeProvider clock, ILogger<FulfilOrderHandler> log) : IWorkHandler<FulfilOrder>
{
    public async Task<WorkOutcome> RunAsync(FulfilOrder work, CancellationToken ct)
    {
        var checkout = await ReadCheckoutAsync(work, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (checkout is not null)
        {
            await SettleAsync(work, checkout, ct);
        }
        else if (work.OrderId is { } id)
        {
            await ExpireUnopenedAsync(id, ct);
        }

        await db.SaveChangesAsync(ct);
        CrashPoints.Reach(CrashPoints.Fulfilling);
        await transaction.CommitAsync(ct);
        return WorkOutcome.Done;
    }

    private async Task<CheckoutState?> ReadCheckoutAsync(FulfilOrder work, CancellationToken ct)
    {
        var session = work.SessionId
            ?? await db.Set<Order>().AcrossTenants().Where(o => o.Id == work.OrderId).Select(o => o.SessionId).SingleOrDefaultAsync(ct);
        return session is null ? null : await payments.ReadCheckoutAsync(session, ct);
    }

    private async Task SettleAsync(FulfilOrder work, CheckoutState checkout, CancellationToken ct)
    {
        var order = checkout.OrderId is { } id ? await OrderLock.TakeAsync(db, id, ct) : null;
        if (order is null)
        {
            NotOurs(checkout.SessionId);
        }
        else if ((order.SessionId ?? checkout.SessionId) != checkout.SessionId)
        {
            AnotherPage(order.Id, order.SessionId, checkout.SessionId);
        }
        else
        {
            // A notice can be faster than the answer that tells the order its page.
            order.SessionId = checkout.SessionId;
            await ApplyAsync(order, checkout, Settlements.Of(order, checkout, work.DebitFailed), ct);
        }

        if (work.EventId is { } eventId)
        {
            var happened = await db.Set<StripeEvent>().SingleAsync(e => e.Id == eventId, ct);
            happened.State = order is null ? StripeEventState.Ignored : StripeEventState.Handled;
        }
    }

    private async Task ApplyAsync(Order order, CheckoutState checkout, Settlement settlement, CancellationToken ct)
    {
        switch (settlement)
        {
            case Settlement.Paid:
                await FulfilAsync(order, checkout, ct);
                break;
            case Settlement.DoesNotFit:
                await SetAsideAsync(order, checkout, ct);
                break;
            case Settlement.OnItsWay:
                await MoveAsync(order, OrderState.Processing, ct);
                break;
            case Settlement.Failed:
                await MoveAsync(order, OrderState.Failed, ct);
                break;
            case Settlement.Expired:
                await MoveAsync(order, OrderState.Expired, ct);
                break;
            default:
                // The page is open: an order that did not know it has one now.
                order.State = order.State == OrderState.Created ? OrderState.AwaitingPayment : order.State;
                break;
        }
    }

    private async Task FulfilAsync(Order order, CheckoutState checkout, CancellationToken ct)
    {
        order.FulfilledAt = clock.GetUtcNow();
        Journal(order, checkout, order.Price);
        var workspace = await db.Set<Tenant>().AcrossTenants().Where(t => t.TenantId == order.TenantId).Select(t => t.Name).SingleAsync(ct);
        db.Enqueue(new SendMail(PurchaseLetter.Draft(order, workspace)), clock.GetUtcNow());
        await MoveAsync(order, OrderState.Fulfilled, ct);
        await ledger.GrantAsync(
            new CreditGrant(order.TenantId, order.Mode, LotKind.Purchased, order.Credits, $"order:{order.Id:n}", order.PackName, OrderId: order.Id), ct);
        if (order.Bonus.IsPositive)
        {
            await ledger.GrantAsync(
                new CreditGrant(order.TenantId, order.Mode, LotKind.Bonus, order.Bonus, $"order:{order.Id:n}:bonus", order.PackName, OrderId: order.Id), ct);
        }
    }

    private async Task SetAsideAsync(Order order, CheckoutState checkout, CancellationToken ct)
    {
        order.Review = $"needs review: paid {checkout.Total?.ToString() ?? "an unnamed amount"}, ordered for {order.Price}";
        if (checkout.Total is { Minor: not 0 } total)
        {
            Journal(order, checkout, total);
        }

        await MoveAsync(order, OrderState.Failed, ct);
        DoesNotFit(order.Id, order.Review);
    }

    private async Task MoveAsync(Order order, OrderState state, CancellationToken ct)
    {
        if (order.State == state)
        {
            return;
        }

        db.Audit(
            clock.GetUtcNow(),
            "order." + state.ToString().ToLowerInvariant(),
            $"order {order.Id:n}",
            new { from = order.State.ToString(), session = order.SessionId, review = order.Review },
            order.TenantId);
        order.State = state;
        await OrderSignal.SendAsync(db, order.TenantId, ct);
    }

    private void Journal(Order order, CheckoutState checkout, Money amount) => db.Add(new Payment
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        TenantId = order.TenantId,
        Mode = order.Mode,
        OrderId = order.Id,
        Kind = PaymentKind.Charge,
        Reference = checkout.PaymentIntentId ?? checkout.SessionId,
        AmountMinor = amount.Minor,
        Currency = amount.Currency,
        At = clock.GetUtcNow(),
    });

    private async Task ExpireUnopenedAsync(Guid id, CancellationToken ct)
    {
        if (await OrderLock.TakeAsync(db, id, ct) is { State: OrderState.Created, SessionId: null } order && order.ExpiresAt <= clock.GetUtcNow())
        {
            await MoveAsync(order, OrderState.Expired, ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Payment page {SessionId} belongs to no order of this installation")]
    private partial void NotOurs(string sessionId);

    [LoggerMessage(LogLevel.Error, "Order {OrderId} has payment page {Own}, and {Other} names it too: nothing was granted for the other")]
    private partial void AnotherPage(Guid orderId, string? own, string other);

    [LoggerMessage(LogLevel.Error, "Order {OrderId} {Review}: nothing was granted")]
    private partial void DoesNotFit(Guid orderId, string review);
}
