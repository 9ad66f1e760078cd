using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>The value of one rule. Which part is filled in follows from the rule's kind.</summary>
public sealed record PriceRuleValue
{
    private PriceRuleValue()
    {
    }

    /// <summary>The factor: of the platform, a kind, an entry or a tenant.</summary>
    public Markup? Markup { get; private init; }

    /// <summary>A fixed sale price of one unit, or the rounding step.</summary>
    public Credits? Credits { get; private init; }

    /// <summary>An upstream price of one unit.</summary>
    public KieCredits? Cost { get; private init; }

    /// <summary>A term in millionths of a US dollar.</summary>
    public long? MicroDollars { get; private init; }

    /// <summary>The last day (UTC) of a tenant's rule.</summary>
    public DateOnly? Until { get; private init; }

    /// <summary>Why a tenant has a rule of its own.</summary>
    public string? Reason { get; private init; }

    /// <summary>A factor.</summary>
    public static PriceRuleValue Of(Markup markup) => new() { Markup = markup };

    /// <summary>A fixed sale price of one unit, or the rounding step.</summary>
    public static PriceRuleValue Of(Credits credits) => new() { Credits = credits };

    /// <summary>An upstream price.</summary>
    public static PriceRuleValue Of(KieCredits cost) => new() { Cost = cost };

    /// <summary>A term.</summary>
    public static PriceRuleValue OfMicroDollars(long microDollars) => new() { MicroDollars = microDollars };

    /// <summary>A tenant's factor.</summary>
    public static PriceRuleValue Of(TenantOverride special) => new() { Markup = special.Markup, Until = special.Until, Reason = special.Reason };

    /// <summary>The invariant text for messages and the audit log: "x1.8", "12.4 credits".</summary>
    public override string ToString() => this switch
    {
        { Markup: { } markup, Until: { } until } => FormattableString.Invariant($"{markup} until {until:yyyy-MM-dd}: {Reason}"),
        { Markup: { } markup } => markup.ToString(),
        { Credits: { } credits } => $"{credits} credits",
        { Cost: { } cost } => $"{cost} Kie credits",
        _ => FormattableString.Invariant($"{MicroDollars / 1_000_000m:0.######} USD"),
    };
}

/// <summary>A tenant's own markup, for everything or for one entry, while it lasts.</summary>
/// <param name="Markup">The factor.</param>
/// <param name="Until">The last day (UTC) on which it counts.</param>
/// <param name="Reason">Why.</param>
public sealed record TenantOverride(Markup Markup, DateOnly Until, string Reason);

/// <summary>Whose price is asked for, and on which day: a tenant's own markup ends with a day.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Day">The day (UTC).</param>
public readonly record struct Buyer(TenantId Tenant, DateOnly Day)
{
    /// <summary>A tenant at a moment.</summary>
    public static Buyer At(TenantId tenant, DateTimeOffset now) => new(tenant, DateOnly.FromDateTime(now.UtcDateTime));
}
