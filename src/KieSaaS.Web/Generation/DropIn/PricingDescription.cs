using System.Globalization;
using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>A model's prices for programs: as the upstream's one line of English, and row by row.</summary>
internal static class PricingDescription
{
    private const decimal Millionths = 1_000_000m;

    /// <summary>"resolution=1K: 8 credits ($0.08) per image; resolution=4K: 12 credits ($0.12) per image".</summary>
    public static string Of(DiscoverModels.Model model) => string.Join("; ", model.Prices.Select(price => Line(price, model.Book.Terms, model.Entry.Measured)));

    /// <summary>The book's number and every price row with its conditions.</summary>
    public static void WriteRows(Utf8JsonWriter writer, DiscoverModels.Model model)
    {
        writer.WriteStartObject();
        writer.WriteNumber("priceBook"u8, model.Book.Number);
        writer.WriteStartArray("prices"u8);
        foreach (var (row, price) in model.Prices)
        {
            writer.WriteStartObject();
            writer.WriteString("row"u8, row.Id);
            writer.WriteStartObject("when"u8);
            foreach (var condition in row.Conditions)
            {
                writer.WritePropertyName(condition.Name);
                condition.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteString("unit"u8, JsonNamingPolicy.CamelCase.ConvertName(row.Unit.ToString()));
            writer.WriteNumber("credits"u8, price.ToDecimal());
            writer.WriteNumber("dollars"u8, Dollars(price, model.Book.Terms));
            writer.WriteBoolean("isAdded"u8, row.IsSurcharge);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Line(DiscoverModels.RowPrice price, PriceTerms terms, EntryParameter? source)
    {
        var amount = string.Create(CultureInfo.InvariantCulture, $"{price.Price.ToDecimal():0.######} credits (${Dollars(price.Price, terms):0.######}) {Unit(price.Row.Unit)}{Of(price.Row, source)}");
        return price.Row.IsSurcharge ? "plus " + amount : price.Row.Conditions.IsEmpty ? amount : $"{string.Join(", ", price.Row.Conditions.Select(Condition))}: {amount}";
    }

    private static string Condition(PriceCondition condition) => condition switch
    {
        { IsFact: false } => condition.ToString(),
        { Value.ValueKind: JsonValueKind.True } => "with " + Words(condition),
        { Value.ValueKind: JsonValueKind.False } => "without " + Words(condition),
        _ => $"{Words(condition)}={condition.Value}",
    };

    private static string Words(PriceCondition fact) => fact.Name[1..].Replace('_', ' ');

    private static string Unit(PriceUnit unit) => unit switch
    {
        PriceUnit.Generation => "per request",
        PriceUnit.Image => "per image",
        PriceUnit.Second => "per second",
        PriceUnit.ThousandCharacters => "per 1,000 characters",
        PriceUnit.InputImage => "per input image",
        PriceUnit.Megapixel => "per megapixel",
        _ => "per 1,000,000 tokens",
    };

    // "per second of audio_url, which is measured (at most 15 seconds)": programs have to know whose seconds these are.
    private static string Of(PriceRow row, EntryParameter? source) => row.QuantityParameter is not ['@', ..] || source is null ? ""
        : source.MaximumSeconds is { } most ? $" of {source.Name}, which is measured (at most {most} seconds)"
        : $" of {source.Name}, which is measured (at most {source.MaximumMegapixels} megapixels)";

    private static decimal Dollars(Credits credits, PriceTerms terms) => credits.ToDecimal() * terms.FaceValueMicroDollars / Millionths;
}
