using KieSaaS.Audit;
using KieSaaS.Billing.Purchases;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace KieSaaS.Billing;

/// <summary>Orders a pack and opens the page to pay it on. The order is committed before the provider hears of it.</summary>
public sealed partial class BuyCredits(
    AppDbContext db, Actor actor, Packs packs, IPayments payments, IOptions<PublicAddress> address, TimeProvider clock, ILogger<BuyCredits> log)
{
    private static readonly TimeSpan TimeToPay = TimeSpan.FromHours(1);

    // The provider opens no page that would close within 30 minutes.
    private static readonly TimeSpan ShortestPage = TimeSpan.FromMinutes(31);

    /// <summary>What to buy.</summary>
    /// <param name="PackId">One of the packs on offer.</param>
    /// <param name="IntentId">Made by the page that shows the packs; the same intent is the same order, however often it is sent.</param>
    /// <param name="Email">The buyer's address, for the provider's receipt.</param>
    /// <param name="Language">The buyer's language: "en" or "ru".</param>
    public sealed record Question(string? PackId, Guid IntentId, string Email, string Language);

    /// <summary>The order, and where the buyer goes next: to the payment page, or to the order when there is nothing left to pay.</summary>
    public sealed record Answer(Guid OrderId, Uri Next);

    /// <summary>Refuses a role that may not buy, test mode, an unknown pack, a reused intent, and a provider that does not answer.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        if (!actor.May(Right.BuyCredits))
        {
            return BillingRefusals.MayNotBuy;
        }

        if (actor.Mode != Mode.Live)
        {
            return BillingRefusals.LiveOnly;
        }

        if (question.IntentId == Guid.Empty)
        {
            return BillingRefusals.IntentMissing;
        }

        if (packs.Find(question.PackId) is not { } pack)
        {
            return BillingRefusals.PackUnknown;
        }

        var order = await FindAsync(question.IntentId, ct) ?? await CreateAsync(question, pack, ct);
        return order.PackId == pack.Id ? await OpenAsync(order, ct) : BillingRefusals.IntentReused;
    }

    private Task<Order?> FindAsync(Guid intent, CancellationToken ct) =>
        db.Set<Order>().AsNoTracking().SingleOrDefaultAsync(o => o.IntentId == intent, ct);

    private async Task<Order> CreateAsync(Question question, Pack pack, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var order = new Order
        {
            Id = id,
            TenantId = actor.RequireTenant(),
            Mode = Mode.Live,
            IntentId = question.IntentId,
            PackId = pack.Id,
            PackName = pack.Name,
            Credits = pack.Credits,
            Bonus = pack.Bonus,
            PriceMinor = pack.Price.Minor,
            Currency = pack.Price.Currency,
            BuyerId = actor.UserId,
            BuyerEmail = question.Email,
            Language = question.Language,
            Page = address.Value.Of($"/app/billing/orders/{id}"),
            CreatedAt = now,
            ExpiresAt = now + TimeToPay,
        };
        db.Add(order);
        db.Audit(now, "order.created", $"order {id:n}", new { pack = pack.Id, price = pack.Price.ToString(), credits = pack.Total.ToString() });
        try
        {
            await db.SaveChangesAsync(ct);
            return order;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The second press of one button came at the same moment, and the first has written the order.
            db.ChangeTracker.Clear();
            return await FindAsync(question.IntentId, ct) ?? throw new InvalidOperationException($"Intent {question.IntentId} is taken and cannot be read.", e);
        }
    }

    private async Task<Result<Answer>> OpenAsync(Order order, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (order.State == OrderState.AwaitingPayment && order.PaymentPage is { } page && now < order.ExpiresAt)
        {
            return new Answer(order.Id, page);
        }

        if (order.State != OrderState.Created)
        {
            return new Answer(order.Id, order.Page);
        }

        if (order.ExpiresAt - now < ShortestPage)
        {
            return BillingRefusals.OrderTooOld;
        }

        try
        {
            var opened = await payments.OpenCheckoutAsync(RequestOf(order), ct);
            await RememberAsync(order.Id, opened, ct);
            return new Answer(order.Id, opened.Address);
        }
        catch (PaymentsException e)
        {
            NotOpened(e, order.Id, e.MayRetry);
            return BillingRefusals.PaymentsUnavailable;
        }
    }

    private static CheckoutRequest RequestOf(Order order) => new(
        order.Id, order.TenantId, order.PackName, order.Price, order.BuyerEmail, order.Language, order.Page, order.Page, order.ExpiresAt);

    // The buyer may have paid before this is written: whatever the order has become by then, it stays.
    private async Task RememberAsync(Guid id, CheckoutPage opened, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var order = await OrderLock.TakeAsync(db, id, ct) ?? throw new InvalidOperationException($"Order {id} is gone.");
        if (order.State == OrderState.Created)
        {
            (order.State, order.SessionId) = (OrderState.AwaitingPayment, opened.SessionId);
        }

        order.PaymentPage = opened.Address;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "No payment page could be opened for order {OrderId}; trying again may help: {MayRetry}")]
    private partial void NotOpened(Exception e, Guid orderId, bool mayRetry);
}
