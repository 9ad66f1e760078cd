using System.Text.Json;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>A price book as JSON: plain integers and names, readable long after the code that wrote it.</summary>
internal sealed record PriceBookContent(
    long FaceValueMicroDollars,
    long KieCreditMicroDollars,
    long StepMicros,
    int Platform,
    Dictionary<string, int> Kinds,
    Dictionary<string, int> Entries,
    Dictionary<Guid, int> Tenants)
{
    public static string Write(PriceTerms terms, MarkupRules markups) => JsonSerializer.Serialize(new PriceBookContent(
        terms.FaceValueMicroDollars,
        terms.KieCreditMicroDollars,
        terms.Step.Micros,
        markups.Platform.Thousandths,
        markups.Kinds.ToDictionary(rule => rule.Key.ToString(), rule => rule.Value.Thousandths),
        markups.Entries.ToDictionary(rule => rule.Key, rule => rule.Value.Thousandths),
        markups.Tenants.ToDictionary(rule => rule.Key.Value, rule => rule.Value.Thousandths)));

    public static PriceBook Read(int number, string json)
    {
        var content = JsonSerializer.Deserialize<PriceBookContent>(json) ?? throw new InvalidOperationException($"Price book {number} is empty.");
        return new PriceBook(
            number,
            new PriceTerms
            {
                FaceValueMicroDollars = content.FaceValueMicroDollars,
                KieCreditMicroDollars = content.KieCreditMicroDollars,
                Step = new Credits(content.StepMicros),
            },
            new MarkupRules
            {
                Platform = new Markup(content.Platform),
                Kinds = content.Kinds.ToDictionary(rule => Enum.Parse<MediaKind>(rule.Key), rule => new Markup(rule.Value)),
                Entries = content.Entries.ToDictionary(rule => rule.Key, rule => new Markup(rule.Value), StringComparer.Ordinal),
                Tenants = content.Tenants.ToDictionary(rule => new TenantId(rule.Key), rule => new Markup(rule.Value)),
            });
    }
}
