using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Billing.Ledger;

/// <summary>
/// What a tenant has in one mode, kept equal to the sum of its ledger. Whatever moves credits locks this row first,
/// so postings of one tenant form a queue.
/// </summary>
internal sealed class Wallet : IModeOwned
{
    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>Credits owned, held ones included.</summary>
    public Credits Balance { get; set; }

    /// <summary>The part of the balance that open holds have set aside.</summary>
    public Credits Held { get; set; }

    /// <summary>What a clawback could not find; new credits repay it first.</summary>
    public Credits Debt { get; set; }

    /// <summary>The next moment a lot expires (UTC); null when none does.</summary>
    public DateTimeOffset? NextExpiryAt { get; set; }

    /// <summary>The number of the last ledger line.</summary>
    public long LastNumber { get; set; }

    /// <summary>When the last line was posted: time never runs backwards in a ledger, so that a closed month stays closed.</summary>
    public DateTimeOffset LastPostedAt { get; set; }

    public Credits Available => Balance - Held;
}

internal sealed class WalletConfiguration : IEntityTypeConfiguration<Wallet>
{
    public void Configure(EntityTypeBuilder<Wallet> wallet)
    {
        wallet.ToTable("billing_wallets", table =>
        {
            table.HasCheckConstraint("billing_wallets_balance_not_negative", "balance >= 0");
            table.HasCheckConstraint("billing_wallets_held_within_balance", "held >= 0 and held <= balance");
            table.HasCheckConstraint("billing_wallets_debt_not_negative", "debt >= 0");
        });
        wallet.HasKey(w => new { w.TenantId, w.Mode });
        wallet.Ignore(w => w.Available);

        // Rows that change often stay on their page when there is room on it.
        wallet.HasStorageParameter("fillfactor", 50);
    }
}
