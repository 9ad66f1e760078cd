using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Tests.Reporting;

namespace KieSaaS.Tests.Catalog;

public sealed class PricingTests(StaffHouse house) : IClassFixture<StaffHouse>
{
    private const string Quoted = "nano-banana";

    [Fact]
    public async Task A_change_prices_the_next_quote_and_an_earlier_one_keeps_its_book()
    {
        var before = await ReadAsync();
        var entry = before.Entries.Single(line => line.Entry.Key == Quoted).Entry;
        var input = entry.Validate("""{"prompt":"a cat"}""").Value!;
        var earlier = before.Book.Quote(entry, input).Value!;

        var book = (await ChangeAsync(entry.Key, 4000, before.Book.Number)).Value;

        var after = await ReadAsync();
        var later = after.Book.Quote(entry, input).Value!;
        Assert.Equal(before.Book.Number + 1, book);
        Assert.Equal((before.Book.Number, book), (earlier.BookNumber, later.BookNumber));
        Assert.Equal(new Credits(2 * earlier.Price.Micros), later.Price);
        Assert.Equal(earlier.Price, before.Book.Quote(entry, input).Value!.Price);
    }

    [Fact]
    public async Task A_change_against_an_older_book_is_refused_and_publishes_nothing()
    {
        var (first, second) = await TwoEntriesAsync();
        var seen = (await ReadAsync()).Book.Number;
        await ChangeAsync(first, 3000, seen);

        var conflict = await ChangeAsync(second, 5000, seen);

        Assert.Equal((RefusalKind.Conflict, "catalog.book-moved-on"), (conflict.Refusal!.Kind, conflict.Refusal.Code));
        var now = await ReadAsync();
        Assert.Equal(seen + 1, now.Book.Number);
        Assert.DoesNotContain(second, now.Book.Markups.Entries.Keys);
    }

    [Fact]
    public async Task The_history_says_what_each_book_changed_and_why()
    {
        var (entry, _) = await TwoEntriesAsync();
        var start = (await ReadAsync()).Book;
        var was = start.Markups.Entries.TryGetValue(entry, out var own) ? own : (Markup?)null;
        await ChangeAsync(entry, 2500, start.Number);
        await ChangeAsync(entry, null, start.Number + 1);

        var books = (await house.AsStaffAsync((ListPriceBooks list) => list.RunAsync(null, CancellationToken.None))).Books;

        Assert.Equal([start.Number + 2, start.Number + 1], books.Take(2).Select(book => book.Number));
        Assert.Equal(new PriceRuleChange(PriceRuleKey.OfEntry(entry), PriceRuleValue.Of(new Markup(2500)), null), Assert.Single(books[0].Changes));
        Assert.Equal(new PriceRuleChange(PriceRuleKey.OfEntry(entry), was is { } value ? PriceRuleValue.Of(value) : null, PriceRuleValue.Of(new Markup(2500))), Assert.Single(books[1].Changes));
        Assert.Equal(("staff staff@test", "A test"), (books[0].PublishedBy, books[0].Reason));
        Assert.Empty(books[^1].Changes);
    }

    [Theory]
    [InlineData(2600, false, false)]
    [InlineData(3500, true, false)]
    [InlineData(1000, false, true)]
    public async Task A_preview_warns_of_a_large_change_and_of_a_thin_margin(int thousandths, bool isLarge, bool isThin)
    {
        // The dearest model: rounding up to the step hides nothing of its margin.
        var entry = (await ReadAsync()).Entries.Where(line => line.Markup.Level == MarkupLevel.Platform && line.Margin is not null).MaxBy(line => line.Cost.Lowest)!.Entry.Key;

        var preview = (await house.AsStaffAsync((PreviewMarkup preview) => preview.RunAsync(entry, thousandths, CancellationToken.None))).Value!;

        Assert.Equal((isLarge, isThin), (preview.IsLarge, preview.IsThin));
        Assert.Equal(thousandths, preview.After.Markup.Markup.Thousandths);
        Assert.DoesNotContain(entry, (await ReadAsync()).Book.Markups.Entries.Keys);
    }

    [Fact]
    public async Task Roles_without_the_right_can_neither_preview_nor_change()
    {
        var (entry, _) = await TwoEntriesAsync();
        var book = (await ReadAsync()).Book.Number;

        var preview = await house.AsStaffAsync((PreviewMarkup preview) => preview.RunAsync(entry, 2100, CancellationToken.None), StaffRole.Finance);
        var change = await house.AsStaffAsync((ChangeMarkup change) => change.RunAsync(new(entry, 2100, book, "A test"), CancellationToken.None), StaffRole.Finance);

        Assert.Equal((RefusalKind.Forbidden, RefusalKind.Forbidden), (preview.Refusal!.Kind, change.Refusal!.Kind));
        Assert.Equal(book, (await ReadAsync()).Book.Number);
    }

    [Theory]
    [InlineData(999, "A test", "markup")]
    [InlineData(100_001, "A test", "markup")]
    [InlineData(2100, " ", "reason")]
    public async Task Bad_input_names_its_field_and_publishes_nothing(int thousandths, string reason, string field)
    {
        var (entry, _) = await TwoEntriesAsync();
        var book = (await ReadAsync()).Book.Number;

        var refused = await house.AsStaffAsync((ChangeMarkup change) => change.RunAsync(new(entry, thousandths, book, reason), CancellationToken.None));

        Assert.Equal(field, refused.Refusal!.Field);
        Assert.Equal(book, (await ReadAsync()).Book.Number);
    }

    [Fact]
    public void A_margin_is_exact_where_cents_would_round_it_away()
    {
        var margin = Margin.Of(PriceTerms.Standard, new Credits(100_000), new KieCredits(100_000));

        Assert.Equal(0.5m, margin.Share);
        Assert.Equal(new Money(0, Currency.Usd), margin.Revenue);
        Assert.Null(Margin.Of(PriceTerms.Standard, Credits.Zero, default).Share);
    }

    private Task<ReadPricing.Answer> ReadAsync() => house.AsStaffAsync((ReadPricing read) => read.RunAsync(CancellationToken.None));

    private Task<Result<int>> ChangeAsync(string entry, int? thousandths, int book) =>
        house.AsStaffAsync((ChangeMarkup change) => change.RunAsync(new(entry, thousandths, book, "A test") { IsSure = true }, CancellationToken.None));

    private async Task<(string First, string Second)> TwoEntriesAsync()
    {
        var prices = await ReadAsync();
        var free = prices.Entries.Where(line => line.Markup.Level == MarkupLevel.Platform && line.Entry.Key != Quoted).Select(line => line.Entry.Key).Take(2).ToList();
        return (free[0], free[1]);
    }
}
