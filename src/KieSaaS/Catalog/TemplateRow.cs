using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog;

/// <summary>A prompt template. Never deleted: a link to it may stand anywhere.</summary>
internal sealed class TemplateRow
{
    public required Guid Id { get; init; }

    /// <summary>Its name in addresses, given once.</summary>
    public required string Key { get; init; }

    /// <summary>What it makes; its model makes the same.</summary>
    public required MediaKind Kind { get; set; }

    /// <summary>Its place among those of its kind; of two at one place the key decides.</summary>
    public required int Position { get; set; }

    public required string TitleEn { get; set; }

    public required string TitleRu { get; set; }

    public required string PromptEn { get; set; }

    public required string PromptRu { get; set; }

    /// <summary>The recommended model, by the catalogue's own key.</summary>
    public required string EntryKey { get; set; }

    /// <summary>Values of the model's other parameters, as a JSON object.</summary>
    public required string Parameters { get; set; }

    /// <summary>Since when nobody is offered it; null while it is.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>Counts each change: who saves over another's change is refused.</summary>
    public required int Version { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}

internal sealed class TemplateRowConfiguration : IEntityTypeConfiguration<TemplateRow>
{
    public void Configure(EntityTypeBuilder<TemplateRow> template)
    {
        template.ToTable("catalog_templates");
        template.HasKey(t => t.Id);
        template.Property(t => t.Id).ValueGeneratedNever();
        template.Property(t => t.Key).HasMaxLength(60);
        template.Property(t => t.TitleEn).HasMaxLength(80);
        template.Property(t => t.TitleRu).HasMaxLength(80);
        template.Property(t => t.PromptEn).HasMaxLength(4000);
        template.Property(t => t.PromptRu).HasMaxLength(4000);
        template.Property(t => t.EntryKey).HasMaxLength(120);
        template.Property(t => t.Parameters).HasMaxLength(4000);
        template.Property(t => t.ChangedBy).HasMaxLength(200);
        template.Property(t => t.Version).IsConcurrencyToken();
        template.HasIndex(t => t.Key).IsUnique();
    }
}
