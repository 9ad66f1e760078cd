using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Work;

/// <summary>A period for which scheduled work was enqueued.</summary>
public sealed class WorkPeriod
{
    /// <summary>The kind of work.</summary>
    public required string Kind { get; init; }

    /// <summary>The period's first moment (UTC).</summary>
    public required DateTimeOffset StartsAt { get; init; }
}

internal sealed class WorkPeriodConfiguration : IEntityTypeConfiguration<WorkPeriod>
{
    public void Configure(EntityTypeBuilder<WorkPeriod> period)
    {
        period.ToTable("work_periods");
        period.HasKey(p => new { p.Kind, p.StartsAt });
        period.Property(p => p.Kind).HasMaxLength(80);
    }
}
