using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Generation;

/// <summary>A finished job as the usage log keeps it, for ever: what it was, how it ended, what it cost.</summary>
internal sealed class UsageRow : IModeOwned
{
    public required Guid JobId { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    public required Guid? KeyId { get; init; }

    public required Guid? UserId { get; init; }

    public required string EntryKey { get; init; }

    public required string Kind { get; init; }

    public required bool IsDelivered { get; init; }

    /// <summary>Charged; zero when it failed.</summary>
    public required Credits Cost { get; init; }

    /// <summary>Agreed; what it cost when it delivered.</summary>
    public required Credits Price { get; init; }

    public required int BookNumber { get; init; }

    /// <summary>The price row of the entry.</summary>
    public required string RowId { get; init; }

    /// <summary>Units of that row.</summary>
    public required long Quantity { get; init; }

    /// <summary>What one unit cost upstream by the book, in millionths of a Kie credit.</summary>
    public required long UnitKieMicroCredits { get; init; }

    /// <summary>What was added to the base price, as JSON lines of row, unit, quantity and cost; null when nothing was.</summary>
    public required string? Surcharges { get; init; }

    /// <summary>The factor times 1000.</summary>
    public required int MarkupThousandths { get; init; }

    /// <summary>What the provider charged us, in millionths of a Kie credit.</summary>
    public required long KieMicroCredits { get; init; }

    /// <summary>From accepted to finished, in milliseconds.</summary>
    public required long DurationMilliseconds { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }
}

/// <summary>The usage of one day and model, kept in the transaction that finishes a job, so that totals need no scan.</summary>
internal sealed class UsageDay : IModeOwned
{
    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    public required DateOnly Day { get; init; }

    public required string EntryKey { get; init; }

    public int Delivered { get; set; }

    public int Failed { get; set; }

    public Credits Cost { get; set; }

    /// <summary>What the provider charged us, in millionths of a Kie credit.</summary>
    public long KieMicroCredits { get; set; }
}

internal sealed class UsageRowConfiguration : IEntityTypeConfiguration<UsageRow>
{
    public void Configure(EntityTypeBuilder<UsageRow> usage)
    {
        usage.ToTable("generation_usage");
        usage.HasKey(u => u.JobId);
        usage.Property(u => u.JobId).ValueGeneratedNever();
        usage.Property(u => u.EntryKey).HasMaxLength(120);
        usage.Property(u => u.Kind).HasMaxLength(20);
        usage.HasIndex(u => new { u.TenantId, u.Mode, u.FinishedAt, u.JobId });

        // Rows come in the order of this time, so a few bytes per hundred pages find the last days of all tenants.
        usage.HasIndex(u => u.FinishedAt).HasMethod("brin");
    }
}

internal sealed class UsageDayConfiguration : IEntityTypeConfiguration<UsageDay>
{
    public void Configure(EntityTypeBuilder<UsageDay> day)
    {
        day.ToTable("generation_usage_days");
        day.HasKey(d => new { d.TenantId, d.Mode, d.Day, d.EntryKey });
        day.Property(d => d.EntryKey).HasMaxLength(120);
        day.HasIndex(d => new { d.Mode, d.Day });
    }
}
