using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Billing;

/// <summary>One run of the proof and what it found.</summary>
internal sealed class ProofRun
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who asked: a person of the staff, or the schedule.</summary>
    public required string By { get; init; }

    public required long TookMilliseconds { get; init; }

    /// <summary>True when every invariant held.</summary>
    public required bool Holds { get; init; }

    /// <summary>The findings as JSON.</summary>
    public required string Findings { get; init; }
}

internal sealed class ProofRunConfiguration : IEntityTypeConfiguration<ProofRun>
{
    public void Configure(EntityTypeBuilder<ProofRun> run)
    {
        run.ToTable("billing_proof_runs");
        run.HasKey(r => r.Id);
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.By).HasMaxLength(200);
    }
}
