using System.Text.Json;
using System.Text.Json.Serialization;

namespace KieSaaS.Sandbox.Kie;

/// <summary>One model with its price.</summary>
/// <param name="Model">Its id as it is sent.</param>
/// <param name="Kind">What it makes.</param>
/// <param name="Credits">What one task costs.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Vendor">Who made it.</param>
/// <param name="Schema">The JSON Schema of its input; null when none is published.</param>
/// <param name="Prices">Its lines in the price feed; null for one line that repeats what a task costs.</param>
internal sealed record KieModel(
    string Model,
    MediaKind Kind,
    decimal Credits,
    string? Title = null,
    string? Vendor = null,
    JsonElement? Schema = null,
    IReadOnlyList<KiePriceLine>? Prices = null)
{
    /// <summary>Its price as prose, as the real feed has it.</summary>
    [JsonIgnore]
    public string PricingDescription => FormattableString.Invariant($"{Credits:0.####} credits (${Credits * 0.005m:0.######}) per request");

    /// <summary>Its lines in the price feed.</summary>
    [JsonIgnore]
    public IReadOnlyList<KiePriceLine> FeedLines => Prices ?? [new KiePriceLine(Title ?? Model, Credits, "per request")];

    /// <summary>The published description of its call: an OpenAPI document around the schema, or null.</summary>
    [JsonIgnore]
    public object? OpenApi => Schema is not { } input ? null : new
    {
        Openapi = "3.0.1",
        Paths = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["/api/v1/jobs/createTask"] = new { Post = new { RequestBody = new { Content = Body(input) } } },
        },
    };

    private Dictionary<string, object> Body(JsonElement input) => new(StringComparer.Ordinal)
    {
        ["application/json"] = new
        {
            Schema = new { Type = "object", Properties = new { Model = new { Type = "string", Enum = new[] { Model } }, Input = input } },
        },
    };
}

/// <summary>One line of the price feed.</summary>
/// <param name="Description">What it is for, in prose.</param>
/// <param name="Credits">The price of one unit.</param>
/// <param name="Unit">The unit in prose: "per image".</param>
internal sealed record KiePriceLine(string Description, decimal Credits, string Unit);
