using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Generation.Bench;

/// <summary>What somebody of the staff had tested, and what was said before it began. Never changed; the platform's own, not a tenant's.</summary>
internal sealed class BenchRunRow
{
    /// <summary>Made by the form that asked for it, so that the same form sent twice is one run, by the key.</summary>
    public required Guid Id { get; init; }

    public required Mode Mode { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The user who started it, in whose name its jobs run.</summary>
    public required Guid StartedById { get; init; }

    /// <summary>The same in words, as the audit log has it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The run whose failed tests it repeats.</summary>
    public required Guid? FormerId { get; init; }

    /// <summary>How many tests it has, the refused ones included.</summary>
    public required int Tests { get; init; }

    /// <summary>What it costs upstream by the price book, in millionths of a Kie credit: in live mode the amount that was confirmed.</summary>
    public required long KieMicroCredits { get; init; }

    /// <summary>What its jobs are charged when all deliver.</summary>
    public required Credits Price { get; init; }
}

internal sealed class BenchRunConfiguration : IEntityTypeConfiguration<BenchRunRow>
{
    public void Configure(EntityTypeBuilder<BenchRunRow> run)
    {
        run.ToTable("generation_bench_runs");
        run.HasKey(r => r.Id);
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.StartedBy).HasMaxLength(200);
        run.HasIndex(r => r.StartedAt);
    }
}
