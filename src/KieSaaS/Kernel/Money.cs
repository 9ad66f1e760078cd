using System.Globalization;

namespace KieSaaS.Kernel;

/// <summary>
/// An amount of real money in whole minor units (cents, yen, fils) with its currency. Never mixed with <see cref="Credits"/>.
/// </summary>
/// <param name="Minor">The amount in minor units of <paramref name="Currency"/>.</param>
/// <param name="Currency">The currency.</param>
public readonly record struct Money(long Minor, Currency Currency)
{
    /// <summary>Checked sum of two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.Minor + Same(left, right).Minor), left.Currency);

    /// <summary>Checked difference of two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(checked(left.Minor - Same(left, right).Minor), left.Currency);

    /// <summary>The amount in major units as an exact decimal, for showing and exporting only.</summary>
    public decimal ToDecimal()
    {
        var divisor = 1m;
        for (var i = 0; i < Currency.Exponent; i++)
        {
            divisor *= 10;
        }

        return Minor / divisor;
    }

    /// <summary>The invariant text, such as "25.00 USD".</summary>
    public override string ToString() =>
        ToDecimal().ToString("F" + Currency.Exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " " + Currency;

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} cannot be added.");
}
