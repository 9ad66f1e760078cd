using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog;

/// <summary>What became of a draft.</summary>
public enum PriceDraftState
{
    /// <summary>Being edited.</summary>
    Open,

    /// <summary>Became a book.</summary>
    Published,

    /// <summary>Given up.</summary>
    Discarded,
}

/// <summary>Rules that staff work on before they become a price book.</summary>
internal sealed class PriceDraftRow
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The number of the book that its rules were copied from, or were last carried over to.</summary>
    public required int BasedOn { get; set; }

    /// <summary>All rules as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>Counts each change: who saves over another's change is refused.</summary>
    public required int Version { get; set; }

    public required PriceDraftState State { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}

internal sealed class PriceDraftRowConfiguration : IEntityTypeConfiguration<PriceDraftRow>
{
    public void Configure(EntityTypeBuilder<PriceDraftRow> draft)
    {
        draft.ToTable("catalog_price_drafts");
        draft.HasKey(d => d.Id);
        draft.Property(d => d.Id).ValueGeneratedNever();
        draft.Property(d => d.Name).HasMaxLength(80);
        draft.Property(d => d.ChangedBy).HasMaxLength(200);
        draft.Property(d => d.Version).IsConcurrencyToken();
    }
}
