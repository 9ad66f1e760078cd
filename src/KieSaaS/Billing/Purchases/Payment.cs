using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Billing.Purchases;

internal enum PaymentKind
{
    /// <summary>The buyer's money came in.</summary>
    Charge,
}

/// <summary>
/// One movement of real money, in minor units: the journal that is compared with the provider's. Written once, never changed.
/// </summary>
internal sealed class Payment : IModeOwned
{
    public required Guid Id { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    public required Guid OrderId { get; init; }

    public required PaymentKind Kind { get; init; }

    /// <summary>The provider's id of the payment; with the kind, it counts once over all tenants.</summary>
    public required string Reference { get; init; }

    /// <summary>Positive in, negative out.</summary>
    public required long AmountMinor { get; init; }

    public required Currency Currency { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("billing_payments", table => table.HasCheckConstraint("billing_payments_amount_not_zero", "amount_minor <> 0"));
        payment.HasKey(p => p.Id);
        payment.Property(p => p.Id).ValueGeneratedNever();
        payment.Property(p => p.Reference).HasMaxLength(255);
        payment.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId).OnDelete(DeleteBehavior.Restrict);

        // The last word on "never twice", whatever path a notice took.
        payment.HasIndex(p => new { p.Reference, p.Kind }).IsUnique();
        payment.HasIndex(p => new { p.TenantId, p.Mode, p.At });
    }
}
