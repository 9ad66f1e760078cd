using System.Globalization;

namespace KieSaaS.Kernel;

/// <summary>
/// An amount of credits, what tenants spend, counted in whole micro-credits (1 credit = 1,000,000).
/// Arithmetic is exact and checked: an overflow throws <see cref="OverflowException"/> and never wraps.
/// </summary>
/// <param name="Micros">The amount in micro-credits.</param>
public readonly record struct Credits(long Micros) : IComparable<Credits>
{
    /// <summary>Micro-credits in one credit.</summary>
    public const long MicrosPerCredit = 1_000_000;

    /// <summary>Nothing.</summary>
    public static readonly Credits Zero;

    /// <summary>True below zero.</summary>
    public bool IsNegative => Micros < 0;

    /// <summary>True above zero.</summary>
    public bool IsPositive => Micros > 0;

    /// <summary>Whole credits as an amount.</summary>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public static Credits Of(long whole) => new(checked(whole * MicrosPerCredit));

    /// <summary>Reads a decimal number of credits, such as "12.5". Refuses more than six decimals: nothing is rounded in silence.</summary>
    public static bool TryParse(string? text, out Credits credits)
    {
        var isRead = Millionths.TryParse(text, out var micros);
        credits = new Credits(micros);
        return isRead;
    }

    /// <summary>The amount in credits as an exact decimal, for showing and exporting only.</summary>
    public decimal ToDecimal() => Micros / (decimal)MicrosPerCredit;

    /// <summary>The smaller of two amounts.</summary>
    public static Credits Min(Credits left, Credits right) => left <= right ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Credits Max(Credits left, Credits right) => left >= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Credits other) => Micros.CompareTo(other.Micros);

    /// <summary>The invariant text with one to six decimals, such as "12.4".</summary>
    public override string ToString() => ToDecimal().ToString("0.0#####", CultureInfo.InvariantCulture);

    /// <summary>Checked sum.</summary>
    public static Credits operator +(Credits left, Credits right) => new(checked(left.Micros + right.Micros));

    /// <summary>Checked difference.</summary>
    public static Credits operator -(Credits left, Credits right) => new(checked(left.Micros - right.Micros));

    /// <summary>Checked negation.</summary>
    public static Credits operator -(Credits value) => new(checked(-value.Micros));

    /// <summary>Less than.</summary>
    public static bool operator <(Credits left, Credits right) => left.Micros < right.Micros;

    /// <summary>Greater than.</summary>
    public static bool operator >(Credits left, Credits right) => left.Micros > right.Micros;

    /// <summary>At most.</summary>
    public static bool operator <=(Credits left, Credits right) => left.Micros <= right.Micros;

    /// <summary>At least.</summary>
    public static bool operator >=(Credits left, Credits right) => left.Micros >= right.Micros;
}
