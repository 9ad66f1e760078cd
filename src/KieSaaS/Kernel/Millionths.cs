using System.Globalization;

namespace KieSaaS.Kernel;

/// <summary>Amounts that are counted in whole millionths, as a person or a file writes them.</summary>
public static class Millionths
{
    private const long InOne = 1_000_000;

    /// <summary>Reads "12.24": at most six decimals, nothing is rounded in silence. False when it is no number, has more decimals, or does not fit.</summary>
    public static bool TryParse(string? text, out long millionths)
    {
        millionths = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || Math.Abs(amount) > long.MaxValue / InOne
            || amount * InOne is var exact && exact != decimal.Truncate(exact))
        {
            return false;
        }

        millionths = (long)exact;
        return true;
    }
}
