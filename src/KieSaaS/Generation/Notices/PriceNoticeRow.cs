using System.Text.Json;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Generation.Notices;

/// <summary>A tenant was told of a book's rises: once, by the key.</summary>
internal sealed class PriceNoticeRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required int BookNumber { get; init; }

    public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>The rises as JSON.</summary>
    public required string Rises { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the book was withdrawn before its time came.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public static string Write(IReadOnlyList<PriceRise> rises) => JsonSerializer.Serialize(rises);

    public IReadOnlyList<PriceRise> Read() => JsonSerializer.Deserialize<List<PriceRise>>(Rises) ?? [];
}

internal sealed class PriceNoticeRowConfiguration : IEntityTypeConfiguration<PriceNoticeRow>
{
    public void Configure(EntityTypeBuilder<PriceNoticeRow> notice)
    {
        notice.ToTable("generation_price_notices");
        notice.HasKey(n => new { n.TenantId, n.BookNumber });
        notice.HasIndex(n => n.BookNumber);
    }
}
