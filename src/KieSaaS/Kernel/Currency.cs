using System.Collections.Frozen;

namespace KieSaaS.Kernel;

/// <summary>
/// An ISO 4217 currency in lower case, as Stripe spells it, and how many decimals its minor unit has.
/// Source of the exponents: Stripe's list of zero- and three-decimal currencies (docs.stripe.com/currencies).
/// </summary>
public readonly record struct Currency
{
    private static readonly FrozenSet<string> ZeroDecimal = FrozenSet.ToFrozenSet(
        ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> ThreeDecimal = FrozenSet.ToFrozenSet(["bhd", "jod", "kwd", "omr", "tnd"], StringComparer.Ordinal);

    /// <summary>US dollars.</summary>
    public static readonly Currency Usd = new("usd");

    /// <summary>Takes a three-letter code in any case.</summary>
    /// <exception cref="ArgumentException">The code is not three ASCII letters.</exception>
    public Currency(string code)
    {
        if (code is not { Length: 3 } || !code.All(char.IsAsciiLetter))
        {
            throw new ArgumentException($"'{code}' is not a three-letter currency code.", nameof(code));
        }

        Code = code.ToLowerInvariant();
    }

    /// <summary>The code in lower case: "usd".</summary>
    public string Code { get; } = "usd";

    /// <summary>Decimals of the minor unit: 0, 2 or 3.</summary>
    public int Exponent => ZeroDecimal.Contains(Code) ? 0 : ThreeDecimal.Contains(Code) ? 3 : 2;

    /// <summary>The code in upper case, as people read it.</summary>
    public override string ToString() => Code.ToUpperInvariant();
}
