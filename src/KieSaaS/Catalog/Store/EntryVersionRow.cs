using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog.Store;

/// <summary>
/// One change of an entry: the halves that it changed, whole. Never changed itself. Version 0 is what the product came with.
/// How an entry is shown is the newest version that says so; what it takes and costs is what a price book released.
/// </summary>
internal sealed class EntryVersionRow
{
    public required string EntryKey { get; init; }

    /// <summary>From 1, without gaps; each is given once, by the primary key.</summary>
    public required int Version { get; init; }

    /// <summary>How it is shown, as JSON; null when this version did not change that.</summary>
    public string? Presentation { get; init; }

    /// <summary>What it takes and costs, as JSON; null when this version did not change that.</summary>
    public string? Definition { get; init; }

    /// <summary>The upstream's model id, where this version brought the entry into being; no two entries have the same.</summary>
    public string? AddedModel { get; init; }

    /// <summary>The former version that it brought back.</summary>
    public int? Restores { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    public required string Reason { get; init; }
}

internal sealed class EntryVersionRowConfiguration : IEntityTypeConfiguration<EntryVersionRow>
{
    public void Configure(EntityTypeBuilder<EntryVersionRow> entry)
    {
        entry.ToTable("catalog_entries", table =>
        {
            table.HasCheckConstraint("catalog_entries_version_positive", "version > 0");
            table.HasCheckConstraint("catalog_entries_changes_something", "presentation is not null or definition is not null");
        });
        entry.HasKey(e => new { e.EntryKey, e.Version });
        entry.Property(e => e.EntryKey).HasMaxLength(100);
        entry.Property(e => e.AddedModel).HasMaxLength(200);
        entry.Property(e => e.ChangedBy).HasMaxLength(200);
        entry.Property(e => e.Reason).HasMaxLength(500);
        entry.HasIndex(e => e.AddedModel).IsUnique();
    }
}
