using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Billing.Ledger;

internal enum HoldState
{
    Open,
    Captured,
    Released,
}

/// <summary>
/// Credits set aside for one job. It moves nothing in the ledger; it is opened by admission, closed once, and kept for ever,
/// because what was available at a past moment needs it.
/// </summary>
internal sealed class Hold : IModeOwned
{
    /// <summary>The job's identity: a job has one hold.</summary>
    public required Guid JobId { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>What is set aside; zero for what is free, so that its end is decided like any other.</summary>
    public required Credits Amount { get; init; }

    public required HoldState State { get; set; }

    /// <summary>What was taken; never more than was held.</summary>
    public Credits Captured { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }
}

internal sealed class HoldConfiguration : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> hold)
    {
        hold.ToTable("billing_holds", table => table.HasCheckConstraint("billing_holds_captured_within_amount", "captured >= 0 and captured <= amount"));
        hold.HasKey(h => h.JobId);
        hold.Property(h => h.JobId).ValueGeneratedNever();
        hold.HasIndex(h => new { h.TenantId, h.Mode }).HasFilter("state = 'Open'");
    }
}
