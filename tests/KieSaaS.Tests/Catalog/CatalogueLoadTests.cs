using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

/// <summary>Failure museum 12 (prices below zero from an import) and 13 (quantities without limits): a bad definition is never loaded.</summary>
public sealed class CatalogueLoadTests
{
    [Theory]
    [InlineData("schema/properties/prompt", """{"type":"string","oneOf":[]}""", "schema/properties/prompt/oneOf", "'oneOf'")]
    [InlineData("schema/properties/prompt", """{"type":"text"}""", "schema/properties/prompt/type", "not a type")]
    [InlineData("schema/properties/prompt", """{"type":"string","format":"email"}""", "schema/properties/prompt/format", "email")]
    [InlineData("schema/properties/prompt", """{"type":"string","pattern":"(?=a)b"}""", "schema/properties/prompt/pattern", "pattern")]
    [InlineData("schema/properties/prompt", """{"type":"string","maxLength":-1}""", "schema/properties/prompt/maxLength", "whole number")]
    [InlineData("schema/properties/shots", """{"items":{"properties":{"text":{"multipleOf":2}}}}""", "schema/properties/shots/items/properties/text/multipleOf", "multipleOf")]
    [InlineData("bounds/length", """{"maximum":5}""", "bounds/length", "not a parameter")]
    [InlineData("prices/0/kieMicroCredits", "0", "prices/0/kieMicroCredits", "above zero")]
    [InlineData("prices/0/kieMicroCredits", "-1000000000000", "prices/0/kieMicroCredits", "above zero")]
    [InlineData("prices/0/kieMicroCredits", "1.5", "prices/0/kieMicroCredits", "whole number")]
    [InlineData("prices/0/per", "\"1m-tokens\"", "prices[any]", "before a job runs")]
    [InlineData("prices/0/per", "\"minute\"", "prices/0/per", "not a unit")]
    [InlineData("prices/0/countParameter", "\"speed\"", "prices", "no default")]
    [InlineData("prices/0/countParameter", "\"sound\"", "prices[any]", "no limits")]
    [InlineData("prices/0/quantities", """{"5":0}""", "prices/0/quantities/5", "above zero")]
    [InlineData("prices/0/quantities", """{"5":1}""", "prices[any]", "no limits")]
    [InlineData("prices/0/quantityParameter", "\"@source_seconds\"", "prices[any]", "no limits")]
    [InlineData("free", "true", "prices/0/kieMicroCredits", "must be zero")]
    [InlineData("free", "1", "free", "true or false")]
    [InlineData("offer", "\"sometimes\"", "offer", "not an offer")]
    [InlineData("measured", """{"parameter":"prompt","maximumSeconds":5}""", "measured", "address of one file")]
    [InlineData("measured", """{"parameter":"shots","maximumMegapixels":5}""", "measured", "address of one file")]
    [InlineData("measured", """{"parameter":"length","maximumSeconds":5}""", "measured/parameter", "exactly one maximum")]
    [InlineData("measured", """{"parameter":"prompt"}""", "measured/parameter", "exactly one maximum")]
    [InlineData("measured", """{"parameter":"prompt","maximumSeconds":0}""", "measured/maximumSeconds", "1 to 86400")]
    [InlineData("requirements", """[{"when":{"quality":"best"},"oneOf":["sound"]}]""", "requirements/0/when", "never be true")]
    [InlineData("requirements", """[{"when":{},"oneOf":["length"]}]""", "requirements/0/oneOf", "parameters of the schema")]
    [InlineData("transformations", """[{"name":"shout"}]""", "transformations/0/name", "not a transformation")]
    [InlineData("transformations", """[{"name":"one-as-list","parameters":["prompt"]}]""", "transformations/0/parameters/prompt", "fits")]
    [InlineData("transformations", """[{"name":"orientation","parameter":"quality","values":{"square":"1:1"}}]""", "transformations/0/values", "allowed values")]
    [InlineData("prices/0/when", """{"quality":"best"}""", "prices[quality=best]", "never be true")]
    [InlineData("prices/0/when", """{"size":"1K"}""", "prices[size=1K]", "never be true")]
    [InlineData("prices/0/quantityParameter", "\"length\"", "prices", "not a parameter")]
    [InlineData("prices/0/when", """{"speed":"1"}""", "prices", "no default")]
    [InlineData("prices/0/when", """{"@source_resolution":"480p"}""", "prices[@source_resolution=480p]", "derived")]
    [InlineData("schema/properties/duration", """{"type":"integer","minimum":1,"default":5}""", "prices[any]", "no limits")]
    [InlineData("schema/properties/duration", """{"type":"integer","minimum":-1,"maximum":10,"default":5}""", "prices[any]", "no limits")]
    [InlineData("schema/properties/duration", """{"type":"string","default":"5"}""", "prices[any]", "no limits")]
    [InlineData("schema/properties/duration", """{"type":"integer","minimum":1,"maximum":10,"default":50}""", "prices", "default")]
    [InlineData("prices", "[]", "prices", "at least one")]
    [InlineData("kind", "\"smell\"", "kind", "image, video")]
    [InlineData("key", "\"Demo/1\"", "key", "hyphens")]
    [InlineData("description", """{"en":"A demo."}""", "description/ru", "missing")]
    [InlineData("unknownKeys", "\"ignore\"", "unknownKeys", "drop or pass")]
    public void A_wrong_definition_is_refused_with_its_path_and_the_reason(string where, string json, string path, string reason)
    {
        var entry = CatalogueFile.Entry();
        var steps = where.Split('/');
        var target = (JsonNode)entry;
        foreach (var step in steps[..^1])
        {
            target = target is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : target[step]!;
        }

        target[steps[^1]] = JsonNode.Parse(json);

        var wrong = Assert.Throws<InvalidDataException>(() => CatalogueFile.Load(entry));
        Assert.Contains($"demo: {path} ".Replace("demo:", where == "key" ? "Demo/1:" : "demo:", StringComparison.Ordinal), wrong.Message, StringComparison.Ordinal);
        Assert.Contains(reason, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_models_are_unique_and_every_fault_is_listed_at_once()
    {
        var (twice, broken) = (CatalogueFile.Entry(), CatalogueFile.Entry());
        broken["key"] = "broken";
        broken["vendor"] = "";

        var wrong = Assert.Throws<InvalidDataException>(() => CatalogueFile.Load(CatalogueFile.Entry(), twice, broken));

        Assert.Contains("demo: the key or model is used", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("demo/video: the key or model is used", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("broken: vendor must not be empty", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rows_for_the_same_conditions_are_refused() => Assert.Contains(
        "two rows",
        Assert.Throws<InvalidDataException>(() => CatalogueFile.Load(CatalogueFile.WithPrices(
            CatalogueFile.Price("""{"quality":"low","sound":true}""", 1), CatalogueFile.Price("""{"sound":true,"quality":"low"}""", 2)))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_name_that_is_given_twice_in_the_file_is_refused() => Assert.Throws<InvalidDataException>(() =>
        KieSaaS.Catalog.Catalogue.Load(new MemoryStream("""{"hints":{},"entries":[],"entries":[]}"""u8.ToArray())));

    [Fact]
    public void A_pattern_means_what_it_means_upstream()
    {
        var entry = CatalogueFile.Entry();
        entry["schema"]!["properties"]!["speed"] = JsonNode.Parse("""{"type":"string","pattern":"^[\\d$]\\w{1,2}$"}""");
        var demo = CatalogueFile.Read(entry);

        Assert.True(demo.Validate("""{"prompt":"a","speed":"7a_"}""").Succeeded);
        Assert.True(demo.Validate("""{"prompt":"a","speed":"$a"}""").Succeeded);
        Assert.False(demo.Validate("""{"prompt":"a","speed":"7a\n"}""").Succeeded);
        Assert.False(demo.Validate("""{"prompt":"a","speed":"٣a"}""").Succeeded);
    }

    [Fact]
    public void A_closed_object_and_a_schema_for_the_rest_are_understood()
    {
        var entry = CatalogueFile.Entry();
        entry["unknownKeys"] = "pass";
        entry["schema"]!["additionalProperties"] = false;
        Assert.Equal("additionalProperties", Code(entry, """{"prompt":"a","extra":1}"""));

        entry["schema"]!["additionalProperties"] = JsonNode.Parse("""{"const":1}""");
        Assert.Equal("enum", Code(entry, """{"prompt":"a","extra":2}"""));
        Assert.Null(Code(entry, """{"prompt":"a","extra":1}"""));
    }

    private static string? Code(JsonObject entry, string input) =>
        CatalogueFile.Read((JsonObject)entry.DeepClone()).Validate(input).Refusal?.Details["errors"] is InputError[] errors ? errors[0].Code : null;
}
