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

/// <summary>The markups in force. The most specific wins: tenant, entry, kind, platform.</summary>
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

    /// <summary>By tenant.</summary>
    public IReadOnlyDictionary<TenantId, Markup> Tenants { get; init; } = new Dictionary<TenantId, Markup>();

    /// <summary>The same rules with another markup of one entry, in thousandths, or (null) without one of its own.</summary>
    public MarkupRules With(string entryKey, int? thousandths)
    {
        var entries = new Dictionary<string, Markup>(Entries, StringComparer.Ordinal);
        if (thousandths is { } factor)
        {
            entries[entryKey] = new Markup(factor);
        }
        else
        {
            entries.Remove(entryKey);
        }

        return this with { Entries = entries };
    }

    /// <summary>The markup for an entry, seen by a tenant or (null) by the public.</summary>
    public AppliedMarkup For(string entryKey, MediaKind kind, TenantId? tenant)
    {
        if (tenant is { } one && Tenants.TryGetValue(one, out var forTenant))
        {
            return new(forTenant, MarkupLevel.Tenant);
        }

        if (Entries.TryGetValue(entryKey, out var forEntry))
        {
            return new(forEntry, MarkupLevel.Entry);
        }

        return Kinds.TryGetValue(kind, out var forKind) ? new(forKind, MarkupLevel.Kind) : new(Platform, MarkupLevel.Platform);
    }
}
