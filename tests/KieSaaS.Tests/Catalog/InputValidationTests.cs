using System.Text;
using System.Text.Json;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

public sealed class InputValidationTests
{
    private static readonly CatalogueEntry Demo = CatalogueFile.Read(CatalogueFile.Entry());

    [Theory]
    [InlineData("""{"prompt":"a","duration":11}""", "duration", "maximum", "duration must be at most 10")]
    [InlineData("""{"prompt":"a","duration":0}""", "duration", "minimum", "duration must be at least 1")]
    [InlineData("""{"prompt":"a","duration":2.5}""", "duration", "type", "duration must be a whole number")]
    [InlineData("""{"prompt":"a","duration":"long"}""", "duration", "type", "duration must be a whole number")]
    [InlineData("""{"duration":5}""", "prompt", "required", "prompt is required")]
    [InlineData("""{"prompt":"a","quality":"best"}""", "quality", "enum", "quality must be one of \"low\", \"high\"")]
    [InlineData("""{"prompt":"aaaaaaaaaaaaaaaaaaaaa"}""", "prompt", "maxLength", "prompt must have at most 20 characters, it has 21")]
    [InlineData("""{"prompt":"a","image_urls":["https://example.com/a.png","ftp://example.com/a.png"]}""", "image_urls[1]", "format.uri", "image_urls[1] must be a full web address that starts with http:// or https://")]
    [InlineData("""{"prompt":"a","shots":[{"text":"b"},{}]}""", "shots[1].text", "required", "shots[1].text is required")]
    [InlineData("""[1]""", "input", "type", "input must be an object")]
    public void A_fault_names_the_field_and_the_cure(string json, string field, string code, string message)
    {
        var refusal = Demo.Validate(json).Refusal!;
        var error = Assert.Single(Errors(refusal));

        Assert.Equal((field, code, message), (error.Field, error.Code, error.Message));
        Assert.Equal((field, message), (refusal.Field, refusal.Message));
    }

    [Theory]
    [InlineData("suno-generate", """{"custom_mode":true,"instrumental":true,"model":"V5","title":"a"}""", "style", "style is required when custom_mode is true")]
    [InlineData("suno-generate", """{"custom_mode":true,"instrumental":true,"model":"V5","style":"a","title":""}""", "title", "title is required when custom_mode is true")]
    [InlineData("suno-generate", """{"custom_mode":true,"instrumental":false,"model":"V5","style":"a","title":"a"}""", "prompt", "prompt or lyrics is required when custom_mode is true and instrumental is false")]
    [InlineData("suno-generate", """{"custom_mode":"false","instrumental":true,"model":"V5"}""", "prompt", "prompt is required when custom_mode is false")]
    [InlineData("gpt4o-image", """{"size":"1:1","filesUrl":[]}""", "prompt", "prompt or filesUrl or fileUrl is required")]
    public void What_the_upstream_asks_for_beside_its_schema_is_asked_for(string key, string json, string field, string message)
    {
        var refusal = StarterCatalogue.Loaded.Find(key)!.Validate(json).Refusal!;

        Assert.Equal((field, message), (refusal.Field, refusal.Message));
    }

    [Fact]
    public void All_faults_are_told_at_once_with_their_pointers()
    {
        var errors = Errors(Demo.Validate("""{"duration":99,"shots":[{"text":1.5},{}]}""").Refusal!);

        Assert.Equal(["/duration", "/prompt", "/shots/1/text"], errors.Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"prompt":"a","duration":"7"}""", """{"duration":7,"prompt":"a"}""")]
    [InlineData("""{"prompt":"a","duration":7.0}""", """{"duration":7,"prompt":"a"}""")]
    [InlineData("""{"prompt":"a","duration":"7.0"}""", """{"duration":7,"prompt":"a"}""")]
    [InlineData("""{"prompt":5,"duration":7e0}""", """{"duration":7,"prompt":"5"}""")]
    [InlineData("""{"prompt":"a","duration":7,"speed":2.0}""", """{"duration":7,"prompt":"a","speed":"2"}""")]
    [InlineData("""{"prompt":"a","duration":7,"sound":"true"}""", """{"duration":7,"prompt":"a","sound":true}""")]
    [InlineData("""{"prompt":"a","duration":7,"nsfw_checker":true}""", """{"duration":7,"prompt":"a"}""")]
    [InlineData("""{"prompt":"a","duration":7,"shots":[{"text":3,"extra":1}]}""", """{"duration":7,"prompt":"a","shots":[{"text":"3"}]}""")]
    [InlineData("""{"prompt":"a","duration":7,"anything":{"z":1,"a":[1.50]}}""", """{"anything":{"a":[1.5],"z":1},"duration":7,"prompt":"a"}""")]
    [InlineData("""{"prompt":"a"}""", """{"duration":5,"prompt":"a"}""")]
    public void What_the_upstream_lets_pass_is_brought_into_one_form_and_priced_defaults_are_filled_in(string given, string canonical) =>
        Assert.Equal(canonical, Demo.Validate(given).Value?.Json);

    [Fact]
    public void The_same_input_has_the_same_hash_however_it_is_written()
    {
        var one = Demo.Validate("""{"prompt":"\u0061 🦊","duration":"5.00"}""").Value!;
        var other = Demo.Validate("""{ "duration": 5, "prompt": "a \ud83e\udd8a" }""").Value!;

        Assert.Equal(one.Hash, other.Hash);
        Assert.NotEqual(one.Hash, Demo.Validate("""{"prompt":"a 🦊","duration":6}""").Value!.Hash);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(one.Json))), one.Hash);
    }

    [Fact]
    public void An_entry_may_pass_unknown_parameters_on()
    {
        var entry = CatalogueFile.Entry();
        entry["unknownKeys"] = "pass";

        Assert.Equal("""{"duration":5,"extra":1,"prompt":"a"}""", CatalogueFile.Read(entry).Validate("""{"prompt":"a","extra":1.0}""").Value?.Json);
    }

    [Theory]
    [InlineData("""{"prompt":"a\u0000b"}""", "prompt", "text.nul")]
    [InlineData("""{"prompt":"a\ud800b"}""", "prompt", "text.surrogate")]
    [InlineData("""{"prompt":"a\udc00"}""", "prompt", "text.surrogate")]
    [InlineData("""{"prompt":"a\ud800\n\udc00"}""", "prompt", "text.surrogate")]
    [InlineData("""{"prompt":"a","unknown":{"deep":["\ud800"]}}""", "unknown.deep[0]", "text.surrogate")]
    [InlineData("""{"prompt":"a","\u0000":1}""", "input", "text.nul")]
    [InlineData("""{"prompt":"a","duration":1,"duration":10}""", "duration", "json.duplicate")]
    [InlineData("""{"prompt":"a","\u0064uration":1,"duration":10}""", "duration", "json.duplicate")]
    [InlineData("""{"prompt":"a","shots":[{"text":"a","text":"b"}]}""", "shots[0].text", "json.duplicate")]
    [InlineData("""{"prompt":"a","duration":1e400}""", "duration", "number.range")]
    [InlineData("""{"prompt":"a","anything":99999999999999999999999999999999}""", "anything", "number.range")]
    public void What_would_poison_a_later_reader_is_refused_and_named(string json, string field, string code)
    {
        var error = Errors(Demo.Validate(json).Refusal!)[0];
        Assert.Equal((field, code), (error.Field, error.Code));
    }

    [Theory]
    [InlineData("""{"prompt":"\\u0000"}""", "\\u0000")]
    [InlineData("""{"prompt":"\\\\ud800"}""", "\\\\ud800")]
    [InlineData("""{"prompt":"\ud83e\udd8a\t\"\u0001"}""", "🦊\t\"\u0001")]
    public void An_escaped_backslash_or_a_whole_pair_is_no_fault(string json, string prompt) =>
        Assert.Equal(prompt, Demo.Validate(json).Value?.Root.GetProperty("prompt").GetString());

    [Fact]
    public void Broken_utf8_is_refused()
    {
        byte[] bytes = [.. "{\"prompt\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal("text.encoding", Errors(Demo.Validate(JsonElement.Parse(bytes)).Refusal!)[0].Code);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Assert.Equal("json.depth", Errors(Demo.Validate($$"""{"prompt":"a","anything":{{new string('[', 40)}}{{new string(']', 40)}}}""").Refusal!)[0].Code);
        Assert.Equal("catalog.malformed-json", Demo.Validate(new string('[', 5000)).Refusal!.Code);
    }

    [Theory]
    [InlineData("""{"prompt":NaN}""")]
    [InlineData("""{"prompt":"a",}""")]
    [InlineData("""{"prompt":"a" // no""")]
    [InlineData("")]
    public void What_is_not_json_is_refused(string text) => Assert.Equal("catalog.malformed-json", Demo.Validate(text).Refusal!.Code);

    [Fact]
    public void An_emoji_counts_as_one_character()
    {
        Assert.True(Demo.Validate($$"""{"prompt":"{{string.Concat(Enumerable.Repeat("🦊", 20))}}"}""").Succeeded);
        Assert.False(Demo.Validate($$"""{"prompt":"{{string.Concat(Enumerable.Repeat("🦊", 21))}}"}""").Succeeded);
    }

    [Fact]
    public void Our_own_limits_stand_in_front_of_the_upstreams()
    {
        var entry = CatalogueFile.Entry();
        entry["bounds"] = System.Text.Json.Nodes.JsonNode.Parse("""{"duration":{"minimum":4,"default":6},"image_urls":{"maxItems":0}}""");
        var bounded = CatalogueFile.Read(entry);

        Assert.Equal("duration must be at least 4", bounded.Validate("""{"prompt":"a","duration":3}""").Refusal!.Message);
        Assert.Equal("image_urls must be left out", bounded.Validate("""{"prompt":"a","image_urls":["https://example.com/a"]}""").Refusal!.Message);
        Assert.Equal("""{"duration":6,"prompt":"a"}""", bounded.Validate("""{"prompt":"a"}""").Value!.Json);
        Assert.Equal((4, 10), ((int?)bounded.Parameters.Single(one => one.Name == "duration").Minimum, (int?)bounded.Parameters.Single(one => one.Name == "duration").Maximum));
    }

    private static InputError[] Errors(KieSaaS.Kernel.Refusal refusal) => Assert.IsType<InputError[]>(refusal.Details["errors"]);
}
