using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Billing.Ledger;

/// <summary>Credits that came together and expire together. The remainders of a wallet's lots sum to its balance.</summary>
internal sealed class Lot : IModeOwned
{
    public required Guid Id { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    public required LotKind Kind { get; init; }

    /// <summary>The ledger line it came with.</summary>
    public required Guid TransactionId { get; init; }

    public required Credits Granted { get; init; }

    /// <summary>What is left of it, 0 up to what was granted.</summary>
    public required Credits Remainder { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it runs out (UTC); null never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The order that paid for it, if one did.</summary>
    public required Guid? OrderId { get; init; }
}

internal sealed class LotConfiguration : IEntityTypeConfiguration<Lot>
{
    public void Configure(EntityTypeBuilder<Lot> lot)
    {
        lot.ToTable("billing_lots", table =>
            table.HasCheckConstraint("billing_lots_remainder_within_grant", "remainder >= 0 and remainder <= granted and granted > 0"));
        lot.HasKey(l => l.Id);
        lot.Property(l => l.Id).ValueGeneratedNever();
        lot.HasOne<LedgerTransaction>().WithMany().HasForeignKey(l => l.TransactionId).OnDelete(DeleteBehavior.Restrict);
        lot.HasIndex(l => new { l.TenantId, l.Mode, l.ExpiresAt }).HasFilter("remainder > 0");
    }
}
