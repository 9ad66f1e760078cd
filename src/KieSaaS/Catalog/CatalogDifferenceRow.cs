using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Catalog;

/// <summary>One way in which the upstream differs from the catalogue. What it says never changes; only what becomes of it.</summary>
internal sealed class CatalogDifferenceRow
{
    public required Guid Id { get; init; }

    public required DifferenceKind Kind { get; init; }

    /// <summary>About what, unique within the kind while it is open.</summary>
    public required string Subject { get; init; }

    public required string Title { get; init; }

    public required string? EntryKey { get; set; }

    public required string? RowId { get; set; }

    public required string? Before { get; init; }

    public required string? After { get; init; }

    /// <summary>The price of one unit in the newest book, in millionths of a Kie credit.</summary>
    public required long? Cost { get; init; }

    /// <summary>The upstream's price of one unit, in millionths of a Kie credit.</summary>
    public required long? NewCost { get; init; }

    public required DifferenceCaution Caution { get; init; }

    public required Guid RunId { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public DifferenceState State { get; set; } = DifferenceState.Open;

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }

    public string? Reason { get; set; }

    /// <summary>The draft that took the price over.</summary>
    public Guid? DraftId { get; set; }

    /// <summary>True when a later reading says nothing new.</summary>
    public bool Says(string? before, string? after, DifferenceCaution caution) => Before == before && After == after && Caution == caution;

    public void Decide(DifferenceState state, DateTimeOffset now, string by, string reason) => (State, DecidedAt, DecidedBy, Reason) = (state, now, by, reason);
}

internal sealed class CatalogDifferenceRowConfiguration : IEntityTypeConfiguration<CatalogDifferenceRow>
{
    public void Configure(EntityTypeBuilder<CatalogDifferenceRow> difference)
    {
        difference.ToTable("catalog_differences", table =>
        {
            table.HasCheckConstraint("catalog_differences_cost_positive", "cost > 0 and new_cost > 0");
            table.HasCheckConstraint("catalog_differences_decided", "(state = 'Open') = (decided_at is null)");
        });
        difference.HasKey(d => d.Id);
        difference.Property(d => d.Id).ValueGeneratedNever();
        difference.Property(d => d.Subject).HasMaxLength(300);
        difference.Property(d => d.Title).HasMaxLength(300);
        difference.Property(d => d.EntryKey).HasMaxLength(120);
        difference.Property(d => d.RowId).HasMaxLength(400);
        difference.Property(d => d.DecidedBy).HasMaxLength(200);
        difference.Property(d => d.Reason).HasMaxLength(500);
        difference.HasIndex(d => new { d.Kind, d.Subject }).IsUnique().HasFilter("state = 'Open'");
        difference.HasIndex(d => new { d.State, d.FoundAt });
        difference.HasIndex(d => new { d.Kind, d.Subject, d.DecidedAt });
    }
}
