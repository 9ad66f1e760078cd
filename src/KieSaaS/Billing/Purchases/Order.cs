using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Billing.Purchases;

/// <summary>
/// One purchase. Everything that the payment page is opened with is frozen here and committed before the provider is called,
/// so that a repeated call is the same call and a later change of the offer touches no order. Real money: always live.
/// </summary>
internal sealed class Order : IModeOwned
{
    /// <summary>Also the idempotency key at the provider.</summary>
    public required Guid Id { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>Made by the page that offered the packs: pressing twice, or sending the form again, is one order.</summary>
    public required Guid IntentId { get; init; }

    public required string PackId { get; init; }

    public required string PackName { get; init; }

    public required Credits Credits { get; init; }

    public required Credits Bonus { get; init; }

    public required long PriceMinor { get; init; }

    public required Currency Currency { get; init; }

    public required Guid? BuyerId { get; init; }

    public required string BuyerEmail { get; init; }

    public required string Language { get; init; }

    /// <summary>Our own page of this order, absolute: where the buyer comes back to, paid or not.</summary>
    public required Uri Page { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public OrderState State { get; set; }

    /// <summary>The provider's id of the payment page; null until one was opened, or heard of.</summary>
    public string? SessionId { get; set; }

    /// <summary>The provider's page to pay on.</summary>
    public Uri? PaymentPage { get; set; }

    public DateTimeOffset? FulfilledAt { get; set; }

    /// <summary>Why staff must look at it; null when nobody need.</summary>
    public string? Review { get; set; }

    /// <summary>When the buyer's own page last had the provider asked.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    public Money Price => new(PriceMinor, Currency);

    public bool IsOpen => State is OrderState.Created or OrderState.AwaitingPayment or OrderState.Processing;

    public OrderView ToView(DateTimeOffset now) => new(
        Id, PackName, Credits, Bonus, Price, State, Review is not null, BuyerEmail, CreatedAt, ExpiresAt, FulfilledAt,
        State == OrderState.AwaitingPayment && now < ExpiresAt ? PaymentPage : null);
}

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable("billing_orders", table =>
        {
            table.HasCheckConstraint("billing_orders_sells_something", "credits > 0 and bonus >= 0 and price_minor > 0");
            table.HasCheckConstraint("billing_orders_real_money_is_live", "mode = 'Live'");
        });
        order.HasKey(o => o.Id);
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Property(o => o.PackId).HasMaxLength(40);
        order.Property(o => o.PackName).HasMaxLength(80);
        order.Property(o => o.BuyerEmail).HasMaxLength(320);
        order.Property(o => o.Language).HasMaxLength(5);
        order.Property(o => o.SessionId).HasMaxLength(255);
        order.Property(o => o.Review).HasMaxLength(500);
        order.Ignore(o => o.Price);
        order.Ignore(o => o.IsOpen);
        order.HasIndex(o => new { o.TenantId, o.IntentId }).IsUnique();
        order.HasIndex(o => o.SessionId).IsUnique();
        order.HasIndex(o => o.CreatedAt).HasFilter("state in ('Created', 'AwaitingPayment', 'Processing')");
    }
}
