using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog;

/// <summary>A record that a run refused, or a call that failed.</summary>
internal sealed class SyncFault
{
    public required Guid Id { get; init; }

    public required Guid RunId { get; init; }

    public required SyncFaultCause Cause { get; init; }

    /// <summary>Where it was said.</summary>
    public required string Place { get; init; }

    /// <summary>What it is about; empty where that cannot be said.</summary>
    public required string Subject { get; init; }

    /// <summary>What was said, cut.</summary>
    public required string Detail { get; init; }
}

internal sealed class SyncFaultConfiguration : IEntityTypeConfiguration<SyncFault>
{
    public void Configure(EntityTypeBuilder<SyncFault> fault)
    {
        fault.ToTable("catalog_sync_faults");
        fault.HasKey(f => f.Id);
        fault.Property(f => f.Id).ValueGeneratedNever();
        fault.Property(f => f.Place).HasMaxLength(200);
        fault.Property(f => f.Subject).HasMaxLength(400);
        fault.Property(f => f.Detail).HasMaxLength(600);
        fault.HasIndex(f => f.RunId);
    }
}
