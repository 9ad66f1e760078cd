using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Generation;

/// <summary>One file that a job delivered, in our own storage.</summary>
internal sealed class JobResult : IModeOwned
{
    public required Guid JobId { get; init; }

    /// <summary>Counts from 0 within the job.</summary>
    public required int Index { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>The path in the storage: {tenant}/{kind}/{job}_{index}_{timestamp}.{ext}.</summary>
    public required string Path { get; init; }

    public required string MediaType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the content, 64 hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The provider's own id of this track; null where it has none. Tenants name it by <see cref="TrackName"/>.</summary>
    public string? TrackId { get; init; }
}

internal sealed class JobResultConfiguration : IEntityTypeConfiguration<JobResult>
{
    public void Configure(EntityTypeBuilder<JobResult> result)
    {
        result.ToTable("generation_results");
        result.HasKey(r => new { r.JobId, r.Index });
        result.Property(r => r.Path).HasMaxLength(300);
        result.Property(r => r.MediaType).HasMaxLength(100);
        result.Property(r => r.Sha256).HasMaxLength(64);
        result.Property(r => r.TrackId).HasMaxLength(120);
    }
}
