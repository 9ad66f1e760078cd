using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Catalog;

public sealed class FixedPriceTests
{
    private static readonly Catalogue Starter = Catalogue.LoadStarter();
    private static readonly CatalogueEntry Entry = Starter.Entries.First(entry => entry.Prices.Any(row => !row.IsSurcharge && row.QuantityParameter == "duration"));
    private static readonly TenantId Special = TenantId.New();
    private static readonly Buyer Buyer = new(Special, new DateOnly(2026, 11, 21));

    [Fact]
    public void An_entrys_fixed_price_counts_per_unit_instead_of_cost_times_markup()
    {
        var (input, plain) = Example();

        var quote = Book(PriceRuleKey.OfEntry(Entry.Key), Credits.Of(7)).Quote(Entry, input).Value!;

        Assert.Equal(new Credits(7_000_000 * plain.Quantity), quote.Price);
        Assert.Equal(new FixedLine(plain.RowId, plain.Quantity, Credits.Of(7)), Assert.Single(quote.FixedLines));
        Assert.Equal(plain.KieCost, quote.KieCost);
    }

    [Fact]
    public void A_rows_fixed_price_is_more_specific_than_its_entrys_and_a_tenants_markup_than_both()
    {
        var (input, plain) = Example();
        var rules = PriceRules.Standard
            .With(PriceRuleKey.OfEntry(Entry.Key), PriceRuleValue.Of(Credits.Of(7)))
            .With(PriceRuleKey.OfRow(Entry.Key, plain.RowId), PriceRuleValue.Of(Credits.Of(3)))
            .With(PriceRuleKey.Of(Special), PriceRuleValue.Of(new TenantOverride(new Markup(1000), Buyer.Day, "At cost")));
        var book = rules.ToBook(7);

        Assert.Equal(new Credits(3_000_000 * plain.Quantity), book.Quote(Entry, input).Value!.Price);
        var own = book.Quote(Entry, input, Buyer).Value!;
        Assert.Equal(PriceTerms.Standard.PriceOf(plain.KieCost, new Markup(1000)), own.Price);
        Assert.Equal((MarkupLevel.Tenant, 0), (own.Markup.Level, own.FixedLines.Length));
        Assert.Equal(book.Quote(Entry, input).Value!.Price, book.Quote(Entry, input, Buyer with { Day = Buyer.Day.AddDays(1) }).Value!.Price);
    }

    [Fact]
    public void A_fixed_price_is_rounded_up_to_the_step_like_any_other()
    {
        var (input, plain) = Example();

        var quote = Book(PriceRuleKey.OfEntry(Entry.Key), new Credits(1)).Quote(Entry, input).Value!;

        Assert.Equal(new Credits((plain.Quantity + 99_999) / 100_000 * 100_000), quote.Price);
    }

    [Fact]
    public void An_upstream_price_of_the_book_counts_instead_of_the_catalogues()
    {
        var (input, plain) = Example();
        var rules = PriceRules.Standard.With(PriceRuleKey.OfUpstream(Entry.Key, plain.RowId), PriceRuleValue.Of(new KieCredits(9_000_000)));

        var quote = rules.ToBook(7).Quote(Entry, input).Value!;

        Assert.Equal(new KieCredits(9_000_000 * plain.Quantity), quote.KieCost);
        Assert.Equal(PriceTerms.Standard.PriceOf(quote.KieCost, new Markup(2000)), quote.Price);
    }

    [Fact]
    public void The_price_list_says_the_same_as_a_quote_of_one_unit()
    {
        var row = Entry.Prices.First(row => !row.IsSurcharge);

        Assert.Equal(Credits.Of(7), Book(PriceRuleKey.OfEntry(Entry.Key), Credits.Of(7)).UnitPrice(Entry, row));
        Assert.Equal(PriceTerms.Standard.PriceOf(row.Price, new Markup(2000)), PriceRules.Standard.ToBook(7).UnitPrice(Entry, row));
    }

    private static PriceBook Book(PriceRuleKey rule, Credits price) => PriceRules.Standard.With(rule, PriceRuleValue.Of(price)).ToBook(7);

    private static (ValidatedInput Input, Quote Plain) Example()
    {
        var book = PriceRules.Standard.ToBook(1);
        return SampleInputs.PricedCombinations(Entry)
            .Select(input => Entry.Validate(input.ToJsonString()).Value!)
            .Select(input => (input, book.Quote(Entry, input)))
            .Where(example => example.Item2.Succeeded)
            .Select(example => (example.input, example.Item2.Value!))
            .First();
    }
}
