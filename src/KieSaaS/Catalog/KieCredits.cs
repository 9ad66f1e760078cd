using System.Globalization;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// What the platform pays upstream, in whole millionths of a Kie credit. A type of its own, so that it can never be added to what tenants pay.
/// </summary>
/// <param name="Micros">Millionths of a Kie credit.</param>
public readonly record struct KieCredits(long Micros) : IComparable<KieCredits>
{
    /// <summary>Millionths in one Kie credit.</summary>
    public const long MicrosPerCredit = 1_000_000;

    /// <summary>Reads "12.24": at most six decimals, nothing is rounded in silence.</summary>
    public static bool TryParse(string? text, out KieCredits credits)
    {
        var isRead = Millionths.TryParse(text, out var micros);
        credits = new KieCredits(micros);
        return isRead;
    }

    /// <summary>Checked sum.</summary>
    public static KieCredits operator +(KieCredits left, KieCredits right) => new(checked(left.Micros + right.Micros));

    /// <summary>Checked product.</summary>
    public static KieCredits operator *(KieCredits price, long quantity) => new(checked(price.Micros * quantity));

    /// <summary>Less than.</summary>
    public static bool operator <(KieCredits left, KieCredits right) => left.Micros < right.Micros;

    /// <summary>Greater than.</summary>
    public static bool operator >(KieCredits left, KieCredits right) => left.Micros > right.Micros;

    /// <summary>At most.</summary>
    public static bool operator <=(KieCredits left, KieCredits right) => left.Micros <= right.Micros;

    /// <summary>At least.</summary>
    public static bool operator >=(KieCredits left, KieCredits right) => left.Micros >= right.Micros;

    /// <inheritdoc/>
    public int CompareTo(KieCredits other) => Micros.CompareTo(other.Micros);

    /// <summary>The amount in Kie credits as an exact decimal, for showing only.</summary>
    public decimal ToDecimal() => Micros / (decimal)MicrosPerCredit;

    /// <summary>The invariant text, such as "12.24".</summary>
    public override string ToString() => ToDecimal().ToString("0.######", CultureInfo.InvariantCulture);
}
