using System.Text.Json;
using System.Text.Json.Serialization;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>The rules of a price book as JSON: plain integers and names, readable long after the code that wrote it.</summary>
internal static class PriceBookContent
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<PriceRuleKind>() },
    };

    public static string Write(PriceRules rules) => JsonSerializer.Serialize(rules.All.Select(rule => Line.Of(rule.Key, rule.Value)), Plain);

    public static PriceRules Read(string json) => new(
        (JsonSerializer.Deserialize<List<Line>>(json, Plain) ?? throw new InvalidOperationException("A price book is empty."))
        .Select(line => KeyValuePair.Create(new PriceRuleKey(line.Rule, line.Subject ?? "", line.Part ?? ""), line.ToValue())));

    public static PriceBook Read(PriceBookRow row) => Read(row.Content).ToBook(row.Number);

    private sealed record Line(
        PriceRuleKind Rule, string? Subject, string? Part, int? MarkupThousandths, long? MicroCredits, long? KieMicroCredits, long? MicroDollars, DateOnly? Until, string? Reason)
    {
        public static Line Of(PriceRuleKey key, PriceRuleValue value) => new(
            key.Kind,
            key.Subject.Length == 0 ? null : key.Subject,
            key.Part.Length == 0 ? null : key.Part,
            value.Markup?.Thousandths,
            value.Credits?.Micros,
            value.Cost?.Micros,
            value.MicroDollars,
            value.Until,
            value.Reason);

        public PriceRuleValue ToValue() => this switch
        {
            { MarkupThousandths: { } factor, Until: { } until } => PriceRuleValue.Of(new TenantOverride(new Markup(factor), until, Reason ?? "")),
            { MarkupThousandths: { } factor } => PriceRuleValue.Of(new Markup(factor)),
            { MicroCredits: { } credits } => PriceRuleValue.Of(new Credits(credits)),
            { KieMicroCredits: { } cost } => PriceRuleValue.Of(new KieCredits(cost)),
            { MicroDollars: { } dollars } => PriceRuleValue.OfMicroDollars(dollars),
            _ => throw new InvalidOperationException($"The rule {Rule} {Subject} {Part} of a price book has no value."),
        };
    }
}
