using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

/// <summary>What a tenant may write and what is priced and sent are told apart here, for each entry that names a transformation.</summary>
public sealed class TransformationTests
{
    private static readonly KieSaaS.Catalog.Catalogue Shipped = StarterCatalogue.Loaded;

    private static readonly JsonObject[] Data = ReadData();

    public static TheoryData<string, string, string, string> Orientations =>
    [
        .. Data.SelectMany(entry => Named(entry, "orientation").SelectMany(step => step["values"]!.AsObject().Select(value => new TheoryDataRow<string, string, string, string>(
            entry["key"]!.GetValue<string>(), step["parameter"]!.GetValue<string>(), value.Key, value.Value!.GetValue<string>())))),
    ];

    public static TheoryData<string> WithOtherNames => [.. Data.Where(entry => Named(entry, "other-names").Any()).Select(entry => entry["key"]!.GetValue<string>())];

    public static TheoryData<string, string> Lists => Parameters("one-as-list");

    public static TheoryData<string, string> MixedNumbers => Parameters("text-as-number");

    public static TheoryData<string, string> NumbersAsText =>
    [
        .. Shipped.All.SelectMany(entry => entry.Parameters
            .Where(parameter => parameter is { Type: ParameterType.Text, Allowed.Length: > 0 } && parameter.Allowed.All(IsNumericText))
            .Select(parameter => new TheoryDataRow<string, string>(entry.Key, parameter.Name))),
    ];

    [Theory]
    [MemberData(nameof(Orientations))]
    public void An_orientation_becomes_the_models_own_word_or_ratio(string key, string parameter, string word, string value)
    {
        var entry = Shipped.Find(key)!;
        var (byName, inPlace) = (SampleInputs.Full(entry), SampleInputs.Full(entry));
        byName.Remove(parameter);
        byName["orientation"] = word;
        inPlace[parameter] = word;

        var sent = Valid(entry, byName);
        Assert.Equal(value, sent.Root.GetProperty(parameter).GetString());
        Assert.False(sent.Root.TryGetProperty("orientation", out _));
        Assert.Equal(sent.Hash, Valid(entry, inPlace).Hash);
    }

    [Fact]
    public void An_orientation_that_a_model_does_not_know_is_refused_by_its_own_parameter()
    {
        var refused = Shipped.Find("nano-banana-2")!.Validate("""{"prompt":"a","orientation":"diagonal"}""");

        Assert.Equal("aspect_ratio", refused.Refusal?.Field);
    }

    [Theory]
    [MemberData(nameof(WithOtherNames))]
    public void Names_in_the_other_spelling_are_the_same_input(string key)
    {
        var entry = Shipped.Find(key)!;
        var full = SampleInputs.Full(entry);
        var other = new JsonObject(full.Select(property => KeyValuePair.Create(Other(entry, property.Key), property.Value?.DeepClone())));

        Assert.NotEqual(full.Select(property => property.Key), other.Select(property => property.Key));
        Assert.Equal(Valid(entry, full).Hash, Valid(entry, other).Hash);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void One_address_where_a_list_is_taken_is_a_list_of_one(string key, string parameter)
    {
        var entry = Shipped.Find(key)!;
        var (one, list) = (SampleInputs.Full(entry), SampleInputs.Full(entry));
        one[parameter] = "https://example.com/only.png";
        list[parameter] = new JsonArray("https://example.com/only.png");

        Assert.Equal(entry.Validate(list.ToJsonString()).Value?.Hash, entry.Validate(one.ToJsonString()).Value?.Hash);
        Assert.Equal(entry.Validate(list.ToJsonString()).Refusal?.Message, entry.Validate(one.ToJsonString()).Refusal?.Message);
    }

    [Theory]
    [MemberData(nameof(MixedNumbers))]
    public void Where_a_number_and_its_text_are_both_taken_one_form_is_sent(string key, string parameter)
    {
        var entry = Shipped.Find(key)!;
        var number = entry.Parameters.Single(one => one.Name == parameter).Allowed.First(value => value.ValueKind == JsonValueKind.Number).GetInt32();
        var (asNumber, asText) = (SampleInputs.Full(entry), SampleInputs.Full(entry));
        (asNumber[parameter], asText[parameter]) = (number, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(JsonValueKind.Number, Valid(entry, asText).Root.GetProperty(parameter).ValueKind);
        Assert.Equal(Valid(entry, asNumber).Hash, Valid(entry, asText).Hash);
    }

    [Theory]
    [MemberData(nameof(NumbersAsText))]
    public void A_number_is_sent_as_text_where_the_model_wants_text(string key, string parameter)
    {
        var entry = Shipped.Find(key)!;
        var text = entry.Parameters.Single(one => one.Name == parameter).Allowed[0].GetString()!;
        var (asNumber, asText) = (SampleInputs.Full(entry), SampleInputs.Full(entry));
        (asNumber[parameter], asText[parameter]) = (decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture), text);

        Assert.Equal(text, Valid(entry, asNumber).Root.GetProperty(parameter).GetString());
        Assert.Equal(Valid(entry, asText).Hash, Valid(entry, asNumber).Hash);
    }

    [Fact]
    public void Each_transformation_of_the_closed_set_is_named_by_some_entry() => Assert.All(
        ["other-names", "orientation", "one-as-list", "text-as-number"], name => Assert.Contains(Data, entry => Named(entry, name).Any()));

    private static ValidatedInput Valid(CatalogueEntry entry, JsonObject input)
    {
        var validated = entry.Validate(input.ToJsonString());
        Assert.True(validated.Succeeded, validated.Refusal?.Message);
        return validated.Value;
    }

    private static string Other(CatalogueEntry entry, string name)
    {
        var other = name.Contains('_', StringComparison.Ordinal)
            ? string.Concat(name.Split('_').Select((part, index) => index == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]))
            : string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? "_" + char.ToLowerInvariant(letter) : letter.ToString()));
        return entry.Parameters.Any(parameter => parameter.Name == other) ? name : other;
    }

    private static TheoryData<string, string> Parameters(string transformation) =>
    [
        .. Data.SelectMany(entry => Named(entry, transformation).SelectMany(step => step["parameters"]!.AsArray().Select(parameter =>
            new TheoryDataRow<string, string>(entry["key"]!.GetValue<string>(), parameter!.GetValue<string>())))),
    ];

    private static IEnumerable<JsonNode> Named(JsonObject entry, string transformation) =>
        entry["transformations"]!.AsArray().Where(step => step!["name"]!.GetValue<string>() == transformation).Select(step => step!);

    private static bool IsNumericText(JsonElement value) => value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), out _);

    private static JsonObject[] ReadData()
    {
        var file = File.ReadAllText(Repository.PathOf("src", "KieSaaS", "Catalog", "starter-catalogue.json"));
        return [.. JsonNode.Parse(file)!["entries"]!.AsArray().Select(entry => entry!.AsObject())];
    }
}
