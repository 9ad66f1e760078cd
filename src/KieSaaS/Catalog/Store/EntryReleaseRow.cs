using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog.Store;

/// <summary>A definition that came into force with a price book, written in the book's own transaction. Never changed.</summary>
internal sealed class EntryReleaseRow
{
    public required int BookNumber { get; init; }

    public required string EntryKey { get; init; }

    public required int Version { get; init; }
}

internal sealed class EntryReleaseRowConfiguration : IEntityTypeConfiguration<EntryReleaseRow>
{
    public void Configure(EntityTypeBuilder<EntryReleaseRow> release)
    {
        release.ToTable("catalog_entry_releases");
        release.HasKey(r => new { r.BookNumber, r.EntryKey });
    }
}
