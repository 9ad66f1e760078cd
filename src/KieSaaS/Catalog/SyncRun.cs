using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog;

/// <summary>One reading of the upstream.</summary>
internal sealed class SyncRun
{
    public required Guid Id { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string StartedBy { get; init; }

    /// <summary>Who was asked: "kie" or "sandbox"; null before it began.</summary>
    public string? Source { get; set; }

    public required SyncPhase Phase { get; set; }

    /// <summary>How much of the phase is done.</summary>
    public int Read { get; set; }

    /// <summary>How much the phase has to do; zero while that is not known.</summary>
    public int Total { get; set; }

    /// <summary>Differences that were not known before.</summary>
    public int Found { get; set; }

    /// <summary>Differences that this reading closed.</summary>
    public int Superseded { get; set; }

    /// <summary>Records that were refused.</summary>
    public int Faults { get; set; }

    /// <summary>The last time it got on: a run that stands still was abandoned.</summary>
    public required DateTimeOffset MovedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>True until it ended; unique while true, so that two never run at once.</summary>
    public bool IsRunning { get; set; } = true;

    public void End(SyncPhase phase, DateTimeOffset now) => (Phase, EndedAt, MovedAt, IsRunning) = (phase, now, now, false);
}

internal sealed class SyncRunConfiguration : IEntityTypeConfiguration<SyncRun>
{
    /// <summary>Lets one run at a time be.</summary>
    public const string OneAtATime = "ix_catalog_sync_runs_is_running";

    public void Configure(EntityTypeBuilder<SyncRun> run)
    {
        run.ToTable("catalog_sync_runs");
        run.HasKey(r => r.Id);
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.StartedBy).HasMaxLength(200);
        run.Property(r => r.Source).HasMaxLength(40);
        run.HasIndex(r => r.IsRunning).IsUnique().HasFilter("is_running");
    }
}
