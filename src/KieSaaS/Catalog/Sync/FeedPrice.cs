using System.Globalization;
using System.Text.Json;

namespace KieSaaS.Catalog.Sync;

/// <summary>Reads a price of the feed. What could make a balance grow or a charge overflow never gets past here (failure museum 12, 13 and 14).</summary>
internal static class FeedPrice
{
    /// <summary>The highest price that any rule of a price book may say, in Kie credits.</summary>
    private const decimal Highest = 1_000_000m;

    /// <summary>The price, zero included, or why it is none.</summary>
    public static (KieCredits Price, SyncFaultCause? Wrong) Read(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.Text()?.Trim() ?? "",
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        if (text.Length > 40 || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var credits))
        {
            return (default, SyncFaultCause.PriceNotANumber);
        }

        if (credits < 0)
        {
            return (default, SyncFaultCause.PriceNegative);
        }

        if (credits > Highest)
        {
            return (default, SyncFaultCause.PriceTooHigh);
        }

        var micros = credits * KieCredits.MicrosPerCredit;
        return micros == decimal.Truncate(micros) ? (new KieCredits((long)micros), null) : (default, SyncFaultCause.PriceTooFine);
    }

    /// <summary>A price in dollars; null when there is none that can be read.</summary>
    public static decimal? Dollars(string? text) =>
        decimal.TryParse(text?.TrimStart('$'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars > 0 ? dollars : null;
}
