using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Mail;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>
/// The OpenAPI 3.1 description of the drop-in API. What does not depend on the catalogue stands in <c>openapi.json</c>; the input of
/// each model comes from its one definition.
/// </summary>
internal sealed class ApiDescription
{
    private const string Resource = "KieSaaS.Web.Generation.DropIn.openapi.json", Language = "en", CreateTask = "/api/v1/jobs/createTask", RecordInfo = "/api/v1/jobs/recordInfo";

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Catalogue _catalogue;
    private readonly IOptions<PublicAddress> _address;
    private volatile Written? _written;

    public ApiDescription(Catalogue catalogue, IOptions<PublicAddress> address) => (_catalogue, _address) = (catalogue, address);

    /// <summary>All models on sale now, as UTF-8, and a tag that changes with it.</summary>
    public (byte[] Json, string Tag) Whole
    {
        get
        {
            // The catalogue gives the same list until something in it changes.
            var (entries, written) = (_catalogue.Entries, _written);
            if (written is null || written.Entries != entries)
            {
                _written = written = Write(entries);
            }

            return (written.Json, written.Tag);
        }
    }

    /// <summary>What one model takes, and how to ask for its task. A new tree at each call.</summary>
    public JsonObject Of(CatalogueEntry entry)
    {
        var document = Base([entry]);
        document["info"]!["title"] = entry.Name;
        document["info"]!["description"] = entry.Description.In(Language);
        var paths = document["paths"]!.AsObject();
        foreach (var path in paths.Select(path => path.Key).Where(path => path is not (CreateTask or RecordInfo)).ToList())
        {
            paths.Remove(path);
        }

        return document;
    }

    private Written Write(ImmutableArray<CatalogueEntry> entries)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Base(entries), Writing);
        return new(entries, json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..32]}\"");
    }

    private JsonObject Base(IReadOnlyCollection<CatalogueEntry> entries)
    {
        using var stream = typeof(ApiDescription).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The assembly has no {Resource}.");
        var document = JsonNode.Parse(stream)!.AsObject();
        document["servers"] = new JsonArray(new JsonObject { ["url"] = _address.Value.Of("/").AbsoluteUri.TrimEnd('/') });
        var schemas = document["components"]!["schemas"]!.AsObject();
        schemas["Task"] = new JsonObject
        {
            ["oneOf"] = new JsonArray([.. entries.Select(entry => new JsonObject { ["$ref"] = Reference(TaskOf(entry)) })]),
            ["discriminator"] = new JsonObject
            {
                ["propertyName"] = "model",
                ["mapping"] = new JsonObject(entries.SelectMany(entry => Names(entry).Select(name => KeyValuePair.Create<string, JsonNode?>(name, Reference(TaskOf(entry)))))),
            },
        };
        foreach (var entry in entries)
        {
            schemas[TaskOf(entry)] = Task(entry);
            schemas[InputOf(entry)] = DescribedSchema.Of(entry, Language);
        }

        return document;
    }

    private static JsonObject Task(CatalogueEntry entry) => new()
    {
        ["type"] = "object",
        ["title"] = entry.Name,
        ["description"] = entry.Description.In(Language),
        ["required"] = new JsonArray("model", "input"),
        ["properties"] = new JsonObject
        {
            ["model"] = new JsonObject { ["enum"] = new JsonArray([.. Names(entry).Select(name => JsonValue.Create(name))]), ["description"] = "The upstream's id, or our key." },
            ["input"] = new JsonObject { ["$ref"] = Reference(InputOf(entry)) },
            ["callBackUrl"] = new JsonObject { ["type"] = "string", ["format"] = "uri", ["description"] = "Is told when the task has ended." },
            ["quoteToken"] = new JsonObject { ["type"] = "string", ["description"] = "A promised price, from /api/v1/quotes." },
        },
    };

    private static IEnumerable<string> Names(CatalogueEntry entry) => new[] { entry.Model, entry.Key }.Distinct(StringComparer.Ordinal);

    private static string TaskOf(CatalogueEntry entry) => "Task." + entry.Key;

    private static string InputOf(CatalogueEntry entry) => "Input." + entry.Key;

    private static string Reference(string schema) => "#/components/schemas/" + schema;

    private sealed record Written(ImmutableArray<CatalogueEntry> Entries, byte[] Json, string Tag);
}
