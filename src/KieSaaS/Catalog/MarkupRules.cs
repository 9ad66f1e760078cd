using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>Where a markup came from, the most specific last.</summary>
public enum MarkupLevel
{
    /// <summary>The platform's default.</summary>
    Platform,

    /// <summary>All entries of a kind.</summary>
    Kind,

    /// <summary>One entry.</summary>
    Entry,

    /// <summary>One tenant.</summary>
    Tenant,
}

/// <summary>A markup and why it is this one.</summary>
/// <param name="Markup">The factor.</param>
/// <param name="Level">Which rule gave it.</param>
public sealed record AppliedMarkup(Markup Markup, MarkupLevel Level);

/// <summary>A tenant, and the entry its rule is for; null for all entries.</summary>
public readonly record struct TenantScope(TenantId Tenant, string? EntryKey);

/// <summary>The markups of a price book. The most specific wins: tenant and entry, tenant, entry, kind, platform.</summary>
public sealed record MarkupRules
{
    /// <summary>The starting value of a new installation: x2 everywhere.</summary>
    public static readonly MarkupRules Standard = new() { Platform = new Markup(2000) };

    /// <summary>For everything without a rule of its own.</summary>
    public required Markup Platform { get; init; }

    /// <summary>By kind.</summary>
    public IReadOnlyDictionary<MediaKind, Markup> Kinds { get; init; } = new Dictionary<MediaKind, Markup>();

    /// <summary>By entry key.</summary>
    public IReadOnlyDictionary<string, Markup> Entries { get; init; } = new Dictionary<string, Markup>(StringComparer.Ordinal);

    /// <summary>By tenant, for all entries or for one; those that have ended stay for the record.</summary>
    public IReadOnlyDictionary<TenantScope, TenantOverride> Tenants { get; init; } = new Dictionary<TenantScope, TenantOverride>();

    /// <summary>The markup for an entry, seen by a tenant on a day or (null) by the public.</summary>
    public AppliedMarkup For(string entryKey, MediaKind kind, Buyer? buyer)
    {
        if (buyer is { } one && Tenants.Count > 0 && (Own(one, entryKey) ?? Own(one, null)) is { } own)
        {
            return new(own.Markup, MarkupLevel.Tenant);
        }

        if (Entries.TryGetValue(entryKey, out var forEntry))
        {
            return new(forEntry, MarkupLevel.Entry);
        }

        return Kinds.TryGetValue(kind, out var forKind) ? new(forKind, MarkupLevel.Kind) : new(Platform, MarkupLevel.Platform);
    }

    private TenantOverride? Own(Buyer buyer, string? entryKey) =>
        Tenants.TryGetValue(new(buyer.Tenant, entryKey), out var own) && buyer.Day <= own.Until ? own : null;
}
