using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Catalog;

public sealed class StarterCatalogueTests
{
    // Named by the product's own sources; the reference has no price for them, or does not have them at all.
    private static readonly string[] BesideTheReference =
    [
        "sora-2-text-to-video", "sora-2-image-to-video", "bytedance/seedream-v4-text-to-image", "bytedance/seedream-v4-edit", "mj_video",
        "bytedance/v1-pro-image-to-video", "luma-modify", "recraft/text-to-image",
    ];

    // The reference's note on it: the dedicated path also takes these, and its prices are by the first.
    private const string SeparateVocals = "ai-music-api/separate-vocals";

    private static readonly string[] Added = ["type", "stem_name"];

    private static readonly KieSaaS.Catalog.Catalogue Shipped = StarterCatalogue.Loaded;

    public static TheoryData<string> Keys => [.. Shipped.All.Select(entry => entry.Key)];

    public static TheoryData<string> SoldKeys => [.. Shipped.OfferedIn(Mode.Test).Select(entry => entry.Key)];

    [Fact]
    public void Every_kind_is_there_and_entries_are_found_by_key_and_by_upstream_model()
    {
        Assert.Equal(Enum.GetValues<MediaKind>().Length, Shipped.Entries.Select(entry => entry.Kind).Distinct().Count());
        Assert.All(Shipped.All, entry =>
        {
            Assert.Same(entry, Shipped.Find(entry.Key));
            Assert.Same(entry, Shipped.Find(entry.Model));
        });
        Assert.Null(Shipped.Find("no-such-model"));
    }

    [Fact]
    public void Every_model_of_the_reference_with_a_schema_and_a_price_is_there_with_those_facts()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Prerequisite.Reference("kie-models.json")));
        var models = document.RootElement.EnumerateArray()
            .Where(model => model.GetProperty("api_family").GetString() != "chat"
                && model.GetProperty("input_schema").ValueKind == JsonValueKind.Object && model.GetProperty("prices").GetArrayLength() > 0)
            .ToDictionary(model => model.GetProperty("id").GetString()!, StringComparer.Ordinal);

        Assert.Equal(171, models.Count);
        Assert.Equal(models.Keys.Concat(BesideTheReference).Order(StringComparer.Ordinal), Shipped.All.Select(entry => entry.Model).Order(StringComparer.Ordinal));
        Assert.All(models, model => Equal(model.Value, Shipped.Find(model.Key)!));
    }

    [Fact]
    public void What_the_upstream_took_away_and_what_was_never_confirmed_runs_in_test_mode_only()
    {
        var retired = Shipped.All.Where(entry => entry.Offer == EntryOffer.Retired).ToList();

        Assert.All(BesideTheReference, model => Assert.Contains(Shipped.Find(model), retired));
        Assert.All(["mj_txt2img", "mj_img2img", "sora-watermark-remover", "V3_5", "V5_5"], model => Assert.Contains(Shipped.Find(model), retired));
        Assert.All(retired, entry =>
        {
            Assert.DoesNotContain(entry, Shipped.Entries);
            Assert.Equal((false, true), (entry.IsOfferedIn(Mode.Live), entry.IsOfferedIn(Mode.Test)));
        });
    }

    [Theory]
    [MemberData(nameof(SoldKeys))]
    public void No_combination_of_priced_values_is_ambiguous_and_every_row_can_be_reached(string key)
    {
        var entry = Shipped.Find(key)!;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (input, source) in SampleInputs.PricedCombinations(entry).SelectMany(input => SampleInputs.SourcesOf(entry).Select(source => (input, source))))
        {
            var validated = entry.Validate(input.ToJsonString());
            Assert.True(validated.Succeeded, validated.Refusal?.Message);
            var cost = entry.Cost(validated.Value, source);
            Assert.NotEqual("catalog.ambiguous-price", cost.Refusal?.Code);
            if (cost.Succeeded)
            {
                reached.UnionWith(cost.Value.Lines.Select(line => line.RowId));
            }
            else
            {
                Assert.Equal("catalog.no-price", cost.Refusal.Code);
                Assert.All(Assert.IsType<string[]>(cost.Refusal.Details["parameters"]), name => Assert.Contains(name, cost.Refusal.Message, StringComparison.Ordinal));
            }
        }

        Assert.Empty(entry.Prices.Select(row => row.Id).Except(reached));
    }

    [Fact]
    public void What_continues_a_task_says_which_and_every_name_of_one_is_looked_up()
    {
        Assert.All(Shipped.All.Where(entry => entry.Continues is not null), entry => Assert.All(entry.Continues!.From, key => Assert.Equal(key, Shipped.Find(key)?.Key)));
        Assert.All(Shipped.All, entry => Assert.Equal(
            entry.Parameters.Select(parameter => parameter.Name).Where(name => name is "task_id" or "taskId" or "audio_id").Order(StringComparer.Ordinal),
            (entry.Continues?.Fields ?? []).Order(StringComparer.Ordinal)));
        Assert.Equal(15, Shipped.OfferedIn(Mode.Live).Count(entry => entry.Continues is not null));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_parameter_has_a_hint_and_every_text_is_there_in_both_languages(string key)
    {
        var entry = Shipped.Find(key)!;
        Assert.All(entry.Parameters, parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Hint?.Ru), parameter.Name));
        Assert.NotEqual(entry.Description.En, entry.Description.In("ru"));
        Assert.Equal(entry.Parameters.Length, entry.Schema.GetProperty("properties").EnumerateObject().Count());
    }

    private static void Equal(JsonElement fact, CatalogueEntry entry)
    {
        var kind = fact.GetProperty("kind").GetString();
        Assert.Equal(kind == "text" ? "audio" : kind, entry.Kind.ToString().ToLowerInvariant());
        Assert.Equal(fact.GetProperty("vendor").GetString(), entry.Vendor);
        Assert.Equal(fact.GetProperty("api_family").GetString(), entry.Api);
        Assert.True(JsonNode.DeepEquals(InputSchema(fact, entry), JsonNode.Parse(entry.Schema.GetRawText())), entry.Key + ": the schema differs");
        Assert.Equal(
            fact.GetProperty("prices").EnumerateArray().Select(price => Written(
                price.GetProperty("when").EnumerateObject().Select(one => $"{(entry.Model == SeparateVocals ? one.Name.TrimStart('@') : one.Name)}={one.Value.GetRawText()}"),
                price.GetProperty("credits").GetDecimal() * KieCredits.MicrosPerCredit,
                price.GetProperty("per").GetString()!,
                price.GetProperty("as_of").GetString()! is { Length: 7 } month ? month + "-01" : price.GetProperty("as_of").GetString()!,
                price.GetProperty("source").GetString()!)),
            entry.Prices.Select(row => Written(
                row.Conditions.Select(one => $"{one.Name}={one.Value.GetRawText()}"),
                row.Price.Micros,
                UpstreamName(row.Unit),
                row.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                row.Source)));
    }

    /// <summary>Where the input is the whole body, our callback address and what the entry itself decides are not the tenant's to give.</summary>
    private static JsonObject InputSchema(JsonElement fact, CatalogueEntry entry)
    {
        var schema = JsonNode.Parse(fact.GetProperty("input_schema").GetRawText())!.AsObject();
        foreach (var name in entry.Model == SeparateVocals ? Added : [])
        {
            schema["properties"]![name] = JsonNode.Parse(entry.Schema.GetProperty("properties").GetProperty(name).GetRawText());
        }

        if (fact.GetProperty("input_scope").GetString() == "body")
        {
            var properties = schema["properties"]!.AsObject();
            foreach (var name in properties.Where(property => property.Key == "callBackUrl" || property.Value!["const"] is not null).Select(property => property.Key).ToArray())
            {
                Assert.True(name == "callBackUrl" || JsonNode.DeepEquals(properties[name]!["const"], JsonNode.Parse(entry.Fixed.GetProperty(name).GetRawText())), name);
                properties.Remove(name);
            }

            schema["required"] = new JsonArray([.. schema["required"]!.AsArray().Where(name => properties.ContainsKey(name!.GetValue<string>())).Select(name => name!.DeepClone())]);
        }

        return schema;
    }

    private static string UpstreamName(PriceUnit unit) => unit switch
    {
        PriceUnit.ThousandCharacters => "character-1000",
        PriceUnit.InputImage => "input-image",
        PriceUnit.MillionTokens => "1m-tokens",
        _ => unit.ToString().ToLowerInvariant(),
    };

    private static string Written(IEnumerable<string> conditions, decimal micros, string per, string asOf, string source) =>
        FormattableString.Invariant($"{string.Join(',', conditions.Order(StringComparer.Ordinal))} {decimal.Truncate(micros)} {micros % 1 == 0} {per} {asOf} {source}");
}
