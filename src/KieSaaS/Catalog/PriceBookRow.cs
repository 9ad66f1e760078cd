using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog;

/// <summary>A published price book. Never changed: a new price is a new book, so any charge can be explained for ever.</summary>
internal sealed class PriceBookRow
{
    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>Terms and markups as JSON.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required string PublishedBy { get; init; }

    /// <summary>What changed and why.</summary>
    public required string Reason { get; init; }
}

internal sealed class PriceBookRowConfiguration : IEntityTypeConfiguration<PriceBookRow>
{
    public void Configure(EntityTypeBuilder<PriceBookRow> book)
    {
        book.ToTable("catalog_price_books", table => table.HasCheckConstraint("catalog_price_books_number_positive", "number > 0"));
        book.HasKey(b => b.Number);
        book.Property(b => b.Number).ValueGeneratedNever();
        book.Property(b => b.PublishedBy).HasMaxLength(200);
        book.Property(b => b.Reason).HasMaxLength(500);
    }
}
