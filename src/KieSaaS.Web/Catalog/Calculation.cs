using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>The price of many equal requests, from what a form without a script sends: <c>n</c> and one <c>p.name</c> for each priced parameter.</summary>
internal sealed class Calculation
{
    /// <summary>Most requests that are priced at once.</summary>
    public const int MostRequests = 1_000_000;

    private const string Prefix = "p.";
    private const int MostFiles = 50;

    private readonly IQueryCollection _query;
    private readonly CatalogueEntry _entry;

    public Calculation(CatalogueEntry entry, IQueryCollection query)
    {
        (_entry, _query) = (entry, query);
        Requests = int.TryParse(query["n"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostRequests ? count : 1;
        Parameters = [.. entry.Parameters.Where(parameter => parameter.IsPriced)];
    }

    /// <summary>How many requests, 1 when nothing usable was sent.</summary>
    public int Requests { get; }

    /// <summary>The parameters that the price looks at.</summary>
    public IReadOnlyList<EntryParameter> Parameters { get; }

    /// <summary>The name of a parameter's field.</summary>
    public static string FieldOf(EntryParameter parameter) => Prefix + parameter.Name;

    /// <summary>What stands in a parameter's field: what was sent, else the default.</summary>
    public string ValueOf(EntryParameter parameter) => _query.TryGetValue(FieldOf(parameter), out var sent) ? sent.ToString() : DefaultOf(parameter);

    /// <summary>The price of one request, or why these values have none.</summary>
    public async ValueTask<Result<Credits>> PriceAsync(PriceRequest prices, TenantId? tenant, CancellationToken ct)
    {
        var input = new JsonObject();
        foreach (var parameter in Parameters)
        {
            if (NodeOf(parameter, ValueOf(parameter)) is { } value)
            {
                input[parameter.Name] = value;
            }
        }

        using var document = JsonDocument.Parse(ExampleInput.Fill(_entry, input).ToJsonString());
        var priced = await prices.EstimateAsync(_entry.Key, document.RootElement, tenant, Mode.Live, ct);
        return priced.Succeeded ? priced.Value.Quote.Price : priced.Refusal;
    }

    private static string DefaultOf(EntryParameter parameter) => parameter switch
    {
        { Type: ParameterType.List } => parameter.IsRequired ? "1" : "0",
        { Default: { } value } => Plain(value),
        { IsRequired: true, Allowed: [var first, ..] } => Plain(first),
        { Type: ParameterType.Number or ParameterType.Integer } => (parameter.Minimum ?? 1).ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static JsonNode? NodeOf(EntryParameter parameter, string text)
    {
        if (parameter.Type == ParameterType.List)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostFiles && parameter.ItemType == ParameterType.Text
                ? ExampleInput.Addresses(count)
                : null;
        }

        // The catalogue's own leniency turns "6" into 6 and "true" into true.
        return text.Length == 0 ? null : JsonValue.Create(text);
    }
}
