using System.Globalization;

namespace KieSaaS.Catalog;

/// <summary>The factor from upstream cost to sale price, in whole thousandths: x2 is 2000.</summary>
public readonly record struct Markup
{
    /// <summary>The largest factor, x1000: more is a typing mistake.</summary>
    public const int Most = 1_000_000;

    /// <summary>Takes thousandths, from 1 to <see cref="Most"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public Markup(int thousandths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thousandths, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(thousandths, Most);
        Thousandths = thousandths;
    }

    /// <summary>The factor times 1000; 0 only in a value that was never set, which no price accepts.</summary>
    public int Thousandths { get; }

    /// <summary>Reads "2" or "1.85": at most three decimals, nothing is rounded in silence.</summary>
    public static bool TryParse(string? text, out Markup markup)
    {
        markup = default;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            || factor is <= 0 or > Most / 1000
            || factor * 1000 != decimal.Truncate(factor * 1000))
        {
            return false;
        }

        markup = new Markup((int)(factor * 1000));
        return true;
    }

    /// <summary>The factor as people write it: "x1.85".</summary>
    public override string ToString() => "x" + (Thousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}
