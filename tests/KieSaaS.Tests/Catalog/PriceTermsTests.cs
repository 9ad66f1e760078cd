using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Catalog;

/// <summary>Failure museum 12 (a price below zero made balances grow) and 13 (a huge quantity overflowed into a credit).</summary>
public sealed class PriceTermsTests
{
    private static readonly Arbitrary<(long Cost, int Markup, long Face, long Upstream, long Step)> WholeRange = Arb.From(
        from cost in Positive(long.MaxValue)
        from markup in Positive(Markup.Most)
        from face in Positive(1_000_000_000)
        from upstream in Positive(1_000_000_000)
        from step in Positive(1_000_000_000)
        select (cost, (int)markup, face, upstream, step));

    [Theory]
    [InlineData(8_000_000, 2000, "8.0")]    // 8 Kie credits x US$0.005 x 2 / US$0.01
    [InlineData(3_240_000, 2000, "3.3")]    // 3.24 is rounded up to 3.3
    [InlineData(1, 1, "0.1")]               // the smallest price is one step
    [InlineData(100_000, 2000, "0.1")]      // exactly one step stays one step
    public void The_sale_price_is_cost_times_markup_over_face_value_rounded_up(long micros, int markup, string expected) =>
        Assert.Equal(expected, PriceTerms.Standard.PriceOf(new KieCredits(micros), new Markup(markup)).ToString());

    [Fact]
    public void A_price_is_never_below_the_exact_one_and_less_than_a_step_above_it_or_it_throws() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(WholeRange, given =>
    {
        var terms = new PriceTerms { FaceValueMicroDollars = given.Face, KieCreditMicroDollars = given.Upstream, Step = new Credits(given.Step) };
        var exactTimesDenominator = (BigInteger)given.Cost * given.Upstream * given.Markup;
        var denominator = (BigInteger)given.Face * 1000;
        var roundedUp = (exactTimesDenominator + denominator * given.Step - 1) / (denominator * given.Step) * given.Step;
        try
        {
            var price = terms.PriceOf(new KieCredits(given.Cost), new Markup(given.Markup)).Micros;
            return price > 0 && price % given.Step == 0
                && price * denominator >= exactTimesDenominator
                && (price - (BigInteger)given.Step) * denominator < exactTimesDenominator;
        }
        catch (OverflowException)
        {
            return roundedUp > long.MaxValue;
        }
    }));

    [Fact]
    public void A_fixed_part_is_not_multiplied_and_the_sum_is_rounded_up_once() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(
        Arb.From(from given in WholeRange.Generator from own in Positive(long.MaxValue) from quantity in Positive(1_000_000) select (given, own, quantity)), test =>
        {
            var (given, terms) = (test.given, new PriceTerms { FaceValueMicroDollars = test.given.Face, KieCreditMicroDollars = test.given.Upstream, Step = new Credits(test.given.Step) });
            var exactTimesDenominator = (BigInteger)given.Cost * given.Upstream * given.Markup + (BigInteger)test.own * test.quantity * given.Face * 1000;
            var denominator = (BigInteger)given.Face * 1000;
            var expected = (exactTimesDenominator + denominator * given.Step - 1) / (denominator * given.Step) * given.Step;
            try
            {
                var line = new FixedLine("any", test.quantity, new Credits(test.own));
                return terms.PriceOf(new KieCredits(given.Cost), new Markup(given.Markup), line.Price).Micros == expected;
            }
            catch (OverflowException)
            {
                return expected > long.MaxValue || (BigInteger)test.own * test.quantity > long.MaxValue;
            }
        }));

    [Fact]
    public void A_higher_cost_or_markup_never_lowers_the_price() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(
        Arb.From(from one in Positive(long.MaxValue / 1_000_000) from other in Positive(long.MaxValue / 1_000_000) from low in Positive(5000) from high in Positive(5000) select (one, other, low, high)),
        given =>
        {
            Credits Price(long cost, long markup) => PriceTerms.Standard.PriceOf(new KieCredits(cost), new Markup((int)markup));
            return Price(Math.Min(given.one, given.other), Math.Min(given.low, given.high)) <= Price(Math.Max(given.one, given.other), Math.Max(given.low, given.high));
        }));

    [Fact]
    public void Zero_and_negative_costs_markups_and_terms_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceTerms.Standard.PriceOf(new KieCredits(0), new Markup(2000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceTerms.Standard.PriceOf(new KieCredits(-1_000_000), new Markup(2000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceTerms.Standard.PriceOf(new KieCredits(1), default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Markup(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Markup(-2000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Markup(Markup.Most + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => (PriceTerms.Standard with { FaceValueMicroDollars = 0 }).PriceOf(new KieCredits(1), new Markup(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => (PriceTerms.Standard with { Step = Credits.Zero }).PriceOf(new KieCredits(1), new Markup(1)));
    }

    [Fact]
    public void An_overflow_throws_and_never_wraps()
    {
        Assert.Throws<OverflowException>(() => PriceTerms.Standard.PriceOf(new KieCredits(long.MaxValue), new Markup(Markup.Most)));
        Assert.Throws<OverflowException>(() => new KieCredits(long.MaxValue) * 2);
        Assert.Throws<OverflowException>(() => new KieCredits(long.MaxValue) + new KieCredits(1));
    }

    [Theory]
    [InlineData("2", 2000)]
    [InlineData("1.85", 1850)]
    [InlineData("0.001", 1)]
    public void A_markup_is_read_exactly(string text, int thousandths)
    {
        Assert.True(Markup.TryParse(text, out var markup));
        Assert.Equal(thousandths, markup.Thousandths);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("1.8555")]
    [InlineData("1000.001")]
    [InlineData("x2")]
    [InlineData(null)]
    public void What_is_no_markup_is_refused(string? text) => Assert.False(Markup.TryParse(text, out _));

    /// <summary>Numbers of every size: the shift makes small ones as likely as huge ones.</summary>
    private static Gen<long> Positive(long most) =>
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        from shift in Gen.Choose(0, 61)
        select ((((long)high << 31) | (long)low) >> shift) % most + 1;
}
