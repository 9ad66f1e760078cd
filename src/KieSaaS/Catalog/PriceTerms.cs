using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>The platform's terms that turn an upstream cost into a price.</summary>
public sealed record PriceTerms
{
    /// <summary>The starting values: a credit is worth US$0.01, a Kie credit costs US$0.005, prices are rounded up to 0.1 credit.</summary>
    public static readonly PriceTerms Standard = new();

    /// <summary>Face value of one credit, in millionths of a US dollar.</summary>
    public long FaceValueMicroDollars { get; init; } = 10_000;

    /// <summary>What one Kie credit costs, in millionths of a US dollar. Source: kie-api.md, section 0: 200 credits are one dollar.</summary>
    public long KieCreditMicroDollars { get; init; } = 5_000;

    /// <summary>Prices are whole multiples of this.</summary>
    public Credits Step { get; init; } = new(100_000);

    /// <summary>
    /// The sale price: cost x dollars per Kie credit x markup / face value, rounded up to the step. Exact integer arithmetic throughout.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The cost, the markup or one of the terms is not above zero.</exception>
    /// <exception cref="OverflowException">The price does not fit.</exception>
    public Credits PriceOf(KieCredits cost, Markup markup) => PriceOf(cost, markup, Credits.Zero);

    /// <summary>The same with a part that has a fixed price and is not multiplied; the sum is rounded up once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One part is below zero or both are zero, or the markup or one of the terms is not above zero.</exception>
    /// <exception cref="OverflowException">The price does not fit.</exception>
    public Credits PriceOf(KieCredits cost, Markup markup, Credits fixedPart)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fixedPart.Micros, nameof(fixedPart));
        ArgumentOutOfRangeException.ThrowIfLessThan(cost.Micros, fixedPart.IsPositive ? 0 : 1, nameof(cost));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(markup.Thousandths, nameof(markup));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FaceValueMicroDollars);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(KieCreditMicroDollars);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Step.Micros);
        checked
        {
            var faceValue = (Int128)FaceValueMicroDollars * 1000;
            var numerator = (Int128)cost.Micros * KieCreditMicroDollars * markup.Thousandths + fixedPart.Micros * faceValue;
            var denominator = faceValue * Step.Micros;
            var steps = numerator / denominator + (numerator % denominator == 0 ? 0 : 1);
            return new Credits((long)(steps * Step.Micros));
        }
    }
}
