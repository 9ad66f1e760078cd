using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>Every "no" of the sync inbox.</summary>
internal static class SyncRefusals
{
    public static readonly Refusal Running = new(RefusalKind.Conflict, "catalog.sync-running", "The upstream is being read already.");

    public static readonly Refusal Nobody = new(RefusalKind.TryLater, "catalog.sync-nobody", "There is nobody to ask: set KIE_API_KEY, or start a sandbox.");

    public static readonly Refusal NothingChosen = new Refusal(RefusalKind.Invalid, "catalog.nothing-chosen", "Choose at least one difference.").For("ids");

    public static readonly Refusal TooMany = new Refusal(RefusalKind.Invalid, "catalog.too-many-chosen", "Choose at most 500 differences at once.").For("ids");

    public static readonly Refusal UnknownDifference = new(RefusalKind.NotFound, "catalog.unknown-difference", "There is no such difference.");

    public static readonly Refusal Decided = new(RefusalKind.Conflict, "catalog.difference-decided", "This was decided meanwhile, or the upstream says something else now.");

    public static readonly Refusal NotTied =
        new(RefusalKind.Invalid, "catalog.line-not-tied", "Choose the price row that this line belongs to.") { Field = "row" };

    public static Refusal RowTaken(string description) => new Refusal(
        RefusalKind.Conflict, "catalog.row-taken", $"Another line of the feed belongs to this price row: {description}").For("row");
}
