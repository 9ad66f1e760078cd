using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog;

/// <summary>To which price row a line of the price feed belongs; to none when a person said that it does not concern us.</summary>
internal sealed class FeedLink
{
    /// <summary>The line's description, word for word.</summary>
    public required string Description { get; init; }

    public required string? EntryKey { get; set; }

    public required string? RowId { get; set; }

    public required DateTimeOffset LinkedAt { get; set; }

    public required string LinkedBy { get; set; }

    public bool IsIgnored => EntryKey is null;
}

internal sealed class FeedLinkConfiguration : IEntityTypeConfiguration<FeedLink>
{
    public void Configure(EntityTypeBuilder<FeedLink> link)
    {
        link.ToTable("catalog_feed_links", table => table.HasCheckConstraint("catalog_feed_links_whole", "(entry_key is null) = (row_id is null)"));
        link.HasKey(l => l.Description);
        link.Property(l => l.Description).HasMaxLength(300);
        link.Property(l => l.EntryKey).HasMaxLength(120);
        link.Property(l => l.RowId).HasMaxLength(400);
        link.Property(l => l.LinkedBy).HasMaxLength(200);
        link.Ignore(l => l.IsIgnored);
    }
}
