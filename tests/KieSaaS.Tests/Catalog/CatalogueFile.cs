using System.Text;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

/// <summary>A catalogue file with one small video entry, to be changed by a test.</summary>
internal static class CatalogueFile
{
    public static JsonObject Entry() => JsonNode.Parse("""
        {
          "key": "demo", "model": "demo/video", "name": "Demo", "vendor": "Nobody", "kind": "video", "modes": ["t2v"], "family": "demo", "tags": [],
          "description": { "en": "A demo.", "ru": "Пример." }, "expectedSeconds": 60, "unknownKeys": "drop",
          "schema": {
            "type": "object", "required": ["prompt"],
            "properties": {
              "prompt": { "type": "string", "maxLength": 20 },
              "duration": { "type": "integer", "minimum": 1, "maximum": 10, "default": 5 },
              "quality": { "type": "string", "enum": ["low", "high"], "default": "low" },
              "sound": { "type": "boolean", "default": false },
              "speed": { "type": "string", "enum": ["1", "2"] },
              "image_urls": { "type": "array", "items": { "type": "string", "format": "uri" }, "maxItems": 3 },
              "shots": { "type": "array", "items": { "type": "object", "properties": { "text": { "type": "string" } }, "required": ["text"] } },
              "anything": {}
            }
          },
          "bounds": {}, "facts": {},
          "prices": [{ "when": {}, "kieMicroCredits": 2000000, "per": "second", "quantityParameter": "duration", "asOf": "2026-10-31", "source": "test" }]
        }
        """)!.AsObject();

    public static CatalogueEntry Read(JsonObject entry) => Load(entry).Entries[0];

    public static KieSaaS.Catalog.Catalogue Load(params JsonObject[] entries)
    {
        var file = new JsonObject { ["hints"] = new JsonObject(), ["entries"] = new JsonArray([.. entries]) };
        return KieSaaS.Catalog.Catalogue.Load(new MemoryStream(Encoding.UTF8.GetBytes(file.ToJsonString())));
    }

    public static JsonObject Price(string when, long micros, string per = "generation", string? quantityParameter = null)
    {
        var row = new JsonObject { ["when"] = JsonNode.Parse(when), ["kieMicroCredits"] = micros, ["per"] = per, ["asOf"] = "2026-10-31", ["source"] = "test" };
        if (quantityParameter is not null)
        {
            row["quantityParameter"] = quantityParameter;
        }

        return row;
    }

    public static JsonObject WithPrices(params JsonObject[] prices)
    {
        var entry = Entry();
        entry["prices"] = new JsonArray([.. prices]);
        return entry;
    }
}
