using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Billing.Purchases;

internal enum StripeEventState
{
    /// <summary>Stored, and work was asked for.</summary>
    Received,

    /// <summary>Nothing of ours: a kind we do not act on, or another shop's page.</summary>
    Ignored,

    /// <summary>What it said was looked up and done.</summary>
    Handled,
}

/// <summary>
/// A notice as it came, kept by the provider's id before anything is done about it. It belongs to no tenant: whose it is
/// is known only after the provider was asked.
/// </summary>
internal sealed class StripeEvent
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string? SessionId { get; init; }

    /// <summary>The bytes that were signed; null when we read the event ourselves, after a notice was missed.</summary>
    public required byte[]? Body { get; init; }

    /// <summary>When it happened, by the provider (UTC).</summary>
    public required DateTimeOffset HappenedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required StripeEventState State { get; set; }
}

internal sealed class StripeEventConfiguration : IEntityTypeConfiguration<StripeEvent>
{
    public void Configure(EntityTypeBuilder<StripeEvent> happened)
    {
        happened.ToTable("billing_stripe_events");
        happened.HasKey(e => e.Id);
        happened.Property(e => e.Id).HasMaxLength(255);
        happened.Property(e => e.Kind).HasMaxLength(120);
        happened.Property(e => e.SessionId).HasMaxLength(255);
        happened.HasIndex(e => e.ReceivedAt);
        happened.HasIndex(e => e.SessionId);
    }
}

/// <summary>Up to when the provider's own list of events was read; one row.</summary>
internal sealed class StripeCheckpoint
{
    public const string Events = "events";

    public required string Name { get; init; }

    public required DateTimeOffset ReadUntil { get; set; }
}

internal sealed class StripeCheckpointConfiguration : IEntityTypeConfiguration<StripeCheckpoint>
{
    public void Configure(EntityTypeBuilder<StripeCheckpoint> checkpoint)
    {
        checkpoint.ToTable("billing_stripe_checkpoints");
        checkpoint.HasKey(c => c.Name);
        checkpoint.Property(c => c.Name).HasMaxLength(40);
    }
}
