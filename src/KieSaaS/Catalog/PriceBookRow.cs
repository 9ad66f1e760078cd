using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog;

/// <summary>
/// A published price book. Never changed: a new price is a new book, so any charge can be explained for ever. In force is the book
/// with the highest number whose time has come.
/// </summary>
internal sealed class PriceBookRow
{
    /// <summary>From 1, without gaps; each is given once, by the primary key.</summary>
    public required int Number { get; init; }

    /// <summary>All rules as JSON.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required string PublishedBy { get; init; }

    /// <summary>What changed and why.</summary>
    public required string Reason { get; init; }

    /// <summary>From when it may be in force; later than its publication when it was scheduled.</summary>
    public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>The draft it was published from.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>The former book that it brought back.</summary>
    public int? Restores { get; init; }
}

internal sealed class PriceBookRowConfiguration : IEntityTypeConfiguration<PriceBookRow>
{
    public void Configure(EntityTypeBuilder<PriceBookRow> book)
    {
        book.ToTable("catalog_price_books", table =>
        {
            table.HasCheckConstraint("catalog_price_books_number_positive", "number > 0");
            table.HasCheckConstraint("catalog_price_books_not_backdated", "effective_at >= published_at");
        });
        book.HasKey(b => b.Number);
        book.Property(b => b.Number).ValueGeneratedNever();
        book.Property(b => b.PublishedBy).HasMaxLength(200);
        book.Property(b => b.Reason).HasMaxLength(500);
        book.HasIndex(b => b.DraftId).IsUnique();
    }
}
