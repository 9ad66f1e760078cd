using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>What a sale leaves, at the face value of the credits that paid for it.</summary>
/// <param name="Revenue">The face value, rounded to the cent.</param>
/// <param name="Cost">What the platform paid upstream, rounded to the cent.</param>
/// <param name="Share">What is left of the revenue, exact: 0.5 is 50 %; null without revenue.</param>
public sealed record Margin(Money Revenue, Money Cost, decimal? Share)
{
    private const decimal MicroDollarsPerCent = 10_000, MicrosPerUnit = 1_000_000;

    /// <summary>Revenue less cost.</summary>
    public Money Left => Revenue - Cost;

    /// <summary>By the terms of a price book.</summary>
    public static Margin Of(PriceTerms terms, Credits sold, KieCredits paid)
    {
        var revenue = (decimal)sold.Micros * terms.FaceValueMicroDollars;
        var cost = (decimal)paid.Micros * terms.KieCreditMicroDollars;
        return new Margin(Cents(revenue), Cents(cost), revenue == 0 ? null : (revenue - cost) / revenue);
    }

    private static Money Cents(decimal microMicroDollars) =>
        new((long)Math.Round(microMicroDollars / MicrosPerUnit / MicroDollarsPerCent, MidpointRounding.AwayFromZero), Currency.Usd);
}
