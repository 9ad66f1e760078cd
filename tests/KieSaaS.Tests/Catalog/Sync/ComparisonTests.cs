using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Catalog.Sync;

namespace KieSaaS.Tests.Catalog.Sync;

/// <summary>The comparison alone: two sides in, differences and refusals out.</summary>
public sealed class ComparisonTests
{
    private const string Demo = "demo/video", High = "demo/video, quality=high", Low = "demo/video, quality=low";

    private static readonly PriceBook Book = PriceRules.Standard.ToBook(1);

    [Fact]
    public void Two_sides_that_agree_differ_in_nothing_and_each_line_is_tied_by_its_words()
    {
        var answer = Compare(Agreeing());

        Assert.Empty(answer.Differences);
        Assert.Empty(answer.Faults);
        Assert.Equal([new FeedTarget("demo", "quality=high"), new FeedTarget("demo", "quality=low")], answer.Tied.OrderBy(link => link.Key).Select(link => link.Value));
    }

    [Theory]
    [InlineData("12", DifferenceCaution.None)]
    [InlineData("15", DifferenceCaution.None)]
    [InlineData("5", DifferenceCaution.None)]
    [InlineData("15.000001", DifferenceCaution.LargeMove)]
    [InlineData("4.999999", DifferenceCaution.LargeMove)]
    [InlineData("6000", DifferenceCaution.LargeMove | DifferenceCaution.HighPrice)]
    public void Museum_59_a_move_above_the_threshold_needs_a_second_confirmation(string credits, DifferenceCaution caution)
    {
        var found = Assert.Single(Compare(Agreeing(high: credits)).Differences);

        Assert.Equal((DifferenceKind.PriceChanged, High, "demo", "quality=high"), (found.Kind, found.Subject, found.EntryKey, found.RowId));
        Assert.Equal((new KieCredits(10_000_000), Price(credits), caution), (found.Cost!.Value, found.NewCost!.Value, found.Caution));
    }

    [Theory]
    [InlineData(12, "0.06", DifferenceCaution.None)]
    [InlineData(12, "0.062", DifferenceCaution.None)]
    [InlineData(12, "0.08", DifferenceCaution.Contradictory)]
    [InlineData(12, "0.03", DifferenceCaution.Contradictory)]
    public void Credits_and_dollars_that_do_not_mean_the_same_need_a_second_confirmation(int credits, string dollars, DifferenceCaution caution)
    {
        var theirs = Agreeing();
        theirs.Lines[1] = theirs.Lines[1] with { Price = Price($"{credits}"), Dollars = decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(caution, Assert.Single(Compare(theirs).Differences).Caution);
    }

    [Fact]
    public void Two_lines_that_contradict_each_other_are_refused_and_the_rest_goes_on()
    {
        var theirs = Agreeing(low: "3");
        theirs.Lines.Add(Line(High, "12"));

        var answer = Compare(theirs);

        var fault = Assert.Single(answer.Faults);
        Assert.Equal((SyncFaultCause.Contradictory, High, "10 / 12"), (fault.Cause, fault.Subject, fault.Detail));
        Assert.Equal(Low, Assert.Single(answer.Differences).Subject);
    }

    [Fact]
    public void Two_lines_that_a_person_tied_to_one_row_contradict_each_other_too()
    {
        var theirs = Agreeing();
        theirs.Lines.Add(Line("The high one", "12"));
        theirs.Descriptions.Add("The high one");

        var answer = Compare(theirs, links: new() { ["The high one"] = new("demo", "quality=high") });

        Assert.Equal(SyncFaultCause.Contradictory, Assert.Single(answer.Faults).Cause);
        Assert.Empty(answer.Differences);
    }

    [Fact]
    public void Museum_56_a_price_of_zero_is_refused_unless_the_model_is_free()
    {
        var answer = Compare(Agreeing(high: "0"));
        Assert.Equal((SyncFaultCause.PriceZero, High), (Assert.Single(answer.Faults).Cause, answer.Faults[0].Subject));
        Assert.Empty(answer.Differences);

        var free = Catalogue(free: true);
        Assert.Empty(Compare(Agreeing(high: "0", low: "0"), free).Faults);
        Assert.Equal(2, Compare(Agreeing(), free).Faults.Count(fault => fault.Cause == SyncFaultCause.PriceForFree));
    }

    [Fact]
    public void A_line_in_another_unit_is_refused()
    {
        var theirs = Agreeing();
        theirs.Lines[0] = theirs.Lines[0] with { Unit = "per second", Price = Price("3") };

        var fault = Assert.Single(Compare(theirs).Faults);
        Assert.Equal((SyncFaultCause.OtherUnit, "per second / per generation"), (fault.Cause, fault.Detail));
    }

    [Fact]
    public void Museum_44_the_price_of_the_newest_book_is_what_counts_and_not_the_file()
    {
        var book = PriceRules.Standard.With(PriceRuleKey.OfUpstream("demo", "quality=high"), PriceRuleValue.Of(Price("12"))).ToBook(2);

        Assert.Empty(Compare(Agreeing(high: "12"), book: book).Differences);
        Assert.Equal(Price("12"), Assert.Single(Compare(Agreeing(), book: book).Differences).Cost);
    }

    [Fact]
    public void A_line_without_a_row_waits_to_be_tied_with_a_guess_from_its_page()
    {
        var theirs = Agreeing();
        theirs.Lines.Add(Line("Demo, ultra quality", "40") with { Anchor = "https://kie.ai/demo/video" });
        theirs.Lines.Add(Line("Somebody talks", "1") with { Interface = "chat" });

        var found = Assert.Single(Compare(theirs).Differences);
        Assert.Equal((DifferenceKind.PriceAdded, "Demo, ultra quality", "demo", null), (found.Kind, found.Subject, found.EntryKey, found.RowId));
        Assert.Empty(Compare(theirs, links: new() { ["Demo, ultra quality"] = new(null, null) }).Differences);
        Assert.Equal(DifferenceKind.PriceAdded, Assert.Single(Compare(theirs, links: new() { ["Demo, ultra quality"] = new("demo", "quality=gone") }).Differences).Kind);
    }

    [Fact]
    public void A_line_is_missed_only_when_it_was_tied_and_the_feed_is_whole()
    {
        var theirs = Agreeing();
        theirs.Lines.RemoveAt(1);
        theirs.Descriptions.Remove(High);
        var links = new Dictionary<string, FeedTarget>(StringComparer.Ordinal) { [High] = new("demo", "quality=high"), [Low] = new("demo", "quality=low") };

        Assert.Empty(Compare(theirs).Differences);
        var gone = Assert.Single(Compare(theirs, links: links).Differences);
        Assert.Equal((DifferenceKind.PriceRemoved, High, Price("10")), (gone.Kind, gone.Subject, gone.Cost!.Value));
        theirs.HasAllLines = false;
        Assert.Empty(Compare(theirs, links: links).Differences);
        (theirs.HasAllLines, _) = (true, theirs.Descriptions.Add(High));
        Assert.Empty(Compare(theirs, links: links).Differences);
    }

    [Fact]
    public void A_new_model_comes_with_its_schema_and_its_prices_and_they_do_not_come_twice()
    {
        var theirs = Agreeing();
        theirs.Models.Add(new UpstreamModel("new/one", "New One", "Somebody", ["image"], "3 credits"));
        theirs.Models.Add(new UpstreamModel("talk", "Talk", "Somebody", ["chat"], null));
        theirs.Schemas["new/one"] = JsonElement.Parse("""{"type":"object","properties":{"prompt":{"type":"string"}}}""");
        theirs.Lines.Add(Line("new/one", "3"));

        var found = Assert.Single(Compare(theirs).Differences);
        Assert.Equal((DifferenceKind.NewModel, "new/one", "New One", null), (found.Kind, found.Subject, found.Title, found.EntryKey));
        var after = JsonNode.Parse(found.After!)!;
        Assert.Equal(3_000_000, (long)after["prices"]![0]!["kieMicroCredits"]!);
        Assert.NotNull(after["schema"]!["properties"]!["prompt"]);
    }

    [Fact]
    public void A_model_is_missed_only_when_the_list_is_whole_and_most_of_it_is_there()
    {
        var theirs = Agreeing();
        theirs.Models.Clear();
        Assert.Equal((DifferenceKind.ModelGone, Demo), (Assert.Single(Compare(theirs).Differences).Kind, Compare(theirs).Differences[0].Subject));
        theirs.HasAllModels = false;
        Assert.Empty(Compare(theirs).Differences);

        theirs.HasAllModels = true;
        var answer = new Comparison(new SyncOptions()).Of(theirs, new Ours(StarterCatalogue.Loaded.Current, Book, new Dictionary<string, FeedTarget>()));
        Assert.DoesNotContain(answer.Differences, difference => difference.Kind == DifferenceKind.ModelGone);
        Assert.Contains(answer.Faults, fault => fault.Cause == SyncFaultCause.TooMuchGone);
    }

    [Fact]
    public void A_schema_differs_in_what_it_allows_and_not_in_its_words()
    {
        var entry = Catalogue().Entries[0];
        var same = JsonNode.Parse(entry.Schema.GetRawText())!;
        same["title"] = "Another title";
        same["properties"]!["prompt"]!["description"] = "Say something";
        Assert.Empty(Compare(Agreeing(schema: same)).Differences);

        same["properties"]!["prompt"]!["maxLength"] = 30;
        var found = Assert.Single(Compare(Agreeing(schema: same)).Differences);
        Assert.Equal((DifferenceKind.SchemaChanged, Demo, "demo"), (found.Kind, found.Subject, found.EntryKey));

        same["properties"]!["prompt"]!["contentEncoding"] = "base64";
        var refused = Compare(Agreeing(schema: same));
        Assert.Empty(refused.Differences);
        Assert.Equal(SyncFaultCause.UnusableSchema, Assert.Single(refused.Faults).Cause);
    }

    [Fact]
    public void Every_row_of_the_shipped_catalogue_has_words_of_its_own()
    {
        var names = StarterCatalogue.Loaded.All.SelectMany(entry => entry.Prices.Select(row => PriceFeedName.Of(entry, row))).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 300));
        Assert.All(Enum.GetValues<PriceUnit>(), unit => Assert.Equal(unit, PriceFeedName.UnitOf(PriceFeedName.Of(unit))));
    }

    private static Comparison.Answer Compare(Upstream theirs, KieSaaS.Catalog.Catalogue? catalogue = null, PriceBook? book = null, Dictionary<string, FeedTarget>? links = null) =>
        new Comparison(new SyncOptions()).Of(theirs, new Ours((catalogue ?? Catalogue()).Current, book ?? Book, links ?? []));

    private static KieSaaS.Catalog.Catalogue Catalogue(bool free = false)
    {
        var entry = CatalogueFile.WithPrices(
            CatalogueFile.Price("""{"quality":"low"}""", free ? 0 : 2_000_000), CatalogueFile.Price("""{"quality":"high"}""", free ? 0 : 10_000_000));
        entry["free"] = free;
        return CatalogueFile.Load(entry);
    }

    private static Upstream Agreeing(string low = "2", string high = "10", JsonNode? schema = null)
    {
        var theirs = new Upstream { HasAllModels = true, HasAllLines = true };
        theirs.Models.Add(new UpstreamModel(Demo, "Demo", "Nobody", ["video"], null));
        theirs.Schemas[Demo] = schema is null ? Catalogue().Entries[0].Schema : JsonElement.Parse(schema.ToJsonString());
        theirs.Lines.AddRange([Line(Low, low), Line(High, high)]);
        theirs.Descriptions.UnionWith([Low, High]);
        return theirs;
    }

    private static FeedLine Line(string description, string credits) => new(description, "video", Price(credits), "per generation", null, null);

    private static KieCredits Price(string credits) => FeedPrice.Read(JsonElement.Parse($"\"{credits}\"")).Price;
}
