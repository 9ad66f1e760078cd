using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog.Sources;

/// <summary>A file that a tenant named by its address, as it was when it was fetched. Its copy belongs to this row alone and goes with it.</summary>
internal sealed class SourceRow : ITenantOwned
{
    public required Guid Id { get; init; }

    public required TenantId TenantId { get; init; }

    /// <summary>SHA-256 of the address; the address itself may hold a secret.</summary>
    public required string AddressHash { get; init; }

    public required string Path { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required string Sha256 { get; init; }

    public required string MediaType { get; init; }

    public required long Size { get; init; }

    public required decimal? Seconds { get; init; }

    public required int? Width { get; init; }

    public required int? Height { get; init; }

    public required DateTimeOffset FetchedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public StoredSource For(string parameter) => new()
    {
        Parameter = parameter,
        Path = Path,
        Sha256 = Sha256,
        MediaType = MediaType,
        Size = Size,
        Measured = new MeasuredSource { Seconds = Seconds, Width = Width, Height = Height },
    };
}

internal sealed class SourceRowConfiguration : IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> source)
    {
        source.ToTable("catalog_sources");
        source.HasKey(s => s.Id);
        source.Property(s => s.Id).ValueGeneratedNever();
        source.Property(s => s.AddressHash).HasMaxLength(64);
        source.Property(s => s.Path).HasMaxLength(300);
        source.Property(s => s.Sha256).HasMaxLength(64);
        source.Property(s => s.MediaType).HasMaxLength(60);
        source.HasIndex(s => new { s.TenantId, s.AddressHash, s.FetchedAt });
        source.HasIndex(s => s.ExpiresAt);
    }
}
