using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KieSaaS.Generation.Kie;

/// <summary>Reads what Kie wrote without believing any of it: a value of the wrong kind counts as missing.</summary>
internal static class KieJson
{
    private const decimal MicrosPerCredit = 1_000_000m;

    /// <summary>Reads a JSON text; throws <see cref="ProviderException"/>, and nothing else, when it cannot be read.</summary>
    public static T Parse<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader says InvalidOperation when a text holds half a surrogate pair or bytes that are no UTF-8.
            throw new ProviderException("Kie's answer is not valid JSON.", isRetryable: true, e);
        }
    }

    /// <summary>A member of an object, or null when it is missing or null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text member; null when it is missing, no text or empty.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A text or number member as words that can be stored and shown: no control characters, cut to a length.</summary>
    public static string? Words(this JsonElement element, string name, int longest) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => Clean(text.GetString()!, longest),
        { ValueKind: JsonValueKind.Number } number => Clean(number.GetRawText(), longest),
        _ => null,
    };

    /// <summary>A whole number, written as a number or as text; null when it is neither.</summary>
    public static int? Whole(this JsonElement element, string name) => Amount(element.Member(name)) is { } value
        && value == decimal.Truncate(value) && value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    /// <summary>
    /// An amount of credits in millionths, exactly as the digits say, a remainder rounded up so that a cost is never made smaller.
    /// Null when it is missing, negative, no number, or beyond what a long holds.
    /// </summary>
    public static long? MicroCredits(JsonElement? element) =>
        Amount(element) is >= 0 and <= long.MaxValue / MicrosPerCredit and { } credits ? (long)decimal.Ceiling(credits * MicrosPerCredit) : null;

    /// <summary>A decimal number, written as a number or as text.</summary>
    public static decimal? Amount(JsonElement? element)
    {
        var digits = element switch
        {
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => null,
        };
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    private static string? Clean(string text, int longest)
    {
        var kept = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > longest)
            {
                break;
            }

            kept.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return kept.ToString().Trim() is { Length: > 0 } words ? words : null;
    }
}
