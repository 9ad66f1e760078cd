using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>What a rule of a price book is about, in the order in which books list them.</summary>
public enum PriceRuleKind
{
    /// <summary>What one credit is worth, in millionths of a US dollar.</summary>
    FaceValue,

    /// <summary>What one Kie credit costs, in millionths of a US dollar.</summary>
    KieCredit,

    /// <summary>Prices are rounded up to this.</summary>
    Step,

    /// <summary>The platform's default markup.</summary>
    Platform,

    /// <summary>The markup of a kind.</summary>
    Kind,

    /// <summary>The markup of an entry, or its fixed sale price per unit instead.</summary>
    Entry,

    /// <summary>The fixed sale price per unit of one price row.</summary>
    Row,

    /// <summary>An upstream price that differs from the one the catalogue came with.</summary>
    Upstream,

    /// <summary>A tenant's own markup, for everything or for one entry, with its reason and last day.</summary>
    Tenant,
}

/// <summary>Which rule of a price book: a book has at most one value for each.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">The kind's name, the entry's key or the tenant's identity; empty for the platform's own.</param>
/// <param name="Part">The price row's id, or the entry that a tenant's rule is for; empty otherwise.</param>
public readonly record struct PriceRuleKey(PriceRuleKind Kind, string Subject = "", string Part = "")
{
    private const char Separator = ' ';

    /// <summary>The platform's default markup.</summary>
    public static readonly PriceRuleKey Platform = new(PriceRuleKind.Platform);

    /// <summary>By kind of rule, then subject, then part.</summary>
    public static IComparer<PriceRuleKey> Order { get; } = Comparer<PriceRuleKey>.Create((left, right) =>
        left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind)
        : string.CompareOrdinal(left.Subject, right.Subject) is not 0 and var bySubject ? bySubject
        : string.CompareOrdinal(left.Part, right.Part));

    /// <summary>True for a rule that a book can be without.</summary>
    public bool CanBeRemoved => Kind > PriceRuleKind.Platform;

    /// <summary>A kind's markup.</summary>
    public static PriceRuleKey Of(MediaKind kind) => new(PriceRuleKind.Kind, kind.ToString());

    /// <summary>An entry's markup or fixed price.</summary>
    public static PriceRuleKey OfEntry(string entry) => new(PriceRuleKind.Entry, entry);

    /// <summary>A price row's fixed price.</summary>
    public static PriceRuleKey OfRow(string entry, string row) => new(PriceRuleKind.Row, entry, row);

    /// <summary>A price row's upstream price.</summary>
    public static PriceRuleKey OfUpstream(string entry, string row) => new(PriceRuleKind.Upstream, entry, row);

    /// <summary>A tenant's markup, for one entry or (null) for all.</summary>
    public static PriceRuleKey Of(TenantId tenant, string? entry = null) => new(PriceRuleKind.Tenant, tenant.ToString(), entry ?? "");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out PriceRuleKey key)
    {
        var parts = (text ?? "").Split(Separator, 3);
        key = default;
        if (!Enum.TryParse<PriceRuleKind>(parts[0], out var kind) || !Enum.IsDefined(kind))
        {
            return false;
        }

        key = new(kind, parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
        return true;
    }

    /// <summary>The stable name of the rule in forms, the audit log and messages: "Row kling-3-0-video resolution=720p".</summary>
    public override string ToString() => $"{Kind}{Separator}{Subject}{Separator}{Part}".TrimEnd(Separator);
}
