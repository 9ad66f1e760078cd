using KieSaaS.Catalog;

namespace KieSaaS.Web.Tests.Catalog;

/// <summary>Differences as a reading of the upstream leaves them.</summary>
internal static class Differences
{
    /// <summary>An open one; prices are in Kie credits.</summary>
    public static CatalogDifferenceRow Row(
        DifferenceKind kind, string subject, string? entry, string? row, int? before, int? after, DifferenceCaution caution = DifferenceCaution.None) => new()
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            Subject = subject,
            Title = "About " + subject,
            EntryKey = entry,
            RowId = row,
            Before = before is null ? null : $$"""{"price":"{{before}}","unit":"per image"}""",
            After = after is null ? null : $$"""{"price":"{{after}}","unit":"per image"}""",
            Cost = before * KieCredits.MicrosPerCredit,
            NewCost = after * KieCredits.MicrosPerCredit,
            Caution = caution,
            RunId = Guid.CreateVersion7(),
            FoundAt = TimeProvider.System.GetUtcNow(),
        };
}
