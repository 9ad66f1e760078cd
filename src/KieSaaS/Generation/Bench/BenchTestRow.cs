using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Generation.Bench;

/// <summary>One entry of a run with its input: a job of the platform's workspace, or the reason why there is none.</summary>
internal sealed class BenchTestRow
{
    private const int LongestRefusal = 1000;

    public required Guid RunId { get; init; }

    /// <summary>Counts 1, 2, 3 … within the run.</summary>
    public required int Number { get; init; }

    public required string EntryKey { get; init; }

    /// <summary>The input as it was typed.</summary>
    public required string Input { get; init; }

    /// <summary>The job's identity, given before there is a job: work that is done twice makes one.</summary>
    public required Guid JobId { get; init; }

    /// <summary>The promise of the price that the run was started with; null when it was refused then.</summary>
    public string? QuoteToken { get; init; }

    /// <summary>What the job is charged when it delivers; null when it was refused.</summary>
    public Credits? Price { get; init; }

    /// <summary>What it costs upstream by the price book, in millionths of a Kie credit.</summary>
    public long KieMicroCredits { get; init; }

    /// <summary>Why there is no job, as a stable name.</summary>
    public string? RefusalCode { get; private set; }

    /// <summary>The same in words that name the parameter.</summary>
    public string? Refusal { get; private set; }

    public BenchTestRow RefusedBecause(Refusal refusal)
    {
        (RefusalCode, Refusal) = (refusal.Code, refusal.Message.Length <= LongestRefusal ? refusal.Message : refusal.Message[..LongestRefusal]);
        return this;
    }
}

internal sealed class BenchTestConfiguration : IEntityTypeConfiguration<BenchTestRow>
{
    public void Configure(EntityTypeBuilder<BenchTestRow> test)
    {
        test.ToTable("generation_bench_tests");
        test.HasKey(t => new { t.RunId, t.Number });
        test.Property(t => t.EntryKey).HasMaxLength(120);
        test.Property(t => t.QuoteToken).HasMaxLength(500);
        test.Property(t => t.RefusalCode).HasMaxLength(80);
        test.Property(t => t.Refusal).HasMaxLength(1000);
        test.HasOne<BenchRunRow>().WithMany().HasForeignKey(t => t.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}
