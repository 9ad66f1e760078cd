using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Web.Catalog;

/// <summary>A request for one model that can be pasted into a shell: its input is made from the definition that judges it.</summary>
internal static class CurlExample
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="entry">The model.</param>
    /// <param name="address">Where this installation answers, with its closing slash.</param>
    public static string Of(CatalogueEntry entry, string address)
    {
        var body = new JsonObject { ["model"] = entry.Model, ["input"] = ExampleInput.Of(entry) }.ToJsonString(Indented);
        return $$"""
            curl {{address}}api/v1/jobs/createTask \
              -H "Authorization: Bearer $KIE_API_KEY" \
              -H "Content-Type: application/json" \
              -d '{{body.Replace("'", "'\\''", StringComparison.Ordinal)}}'
            """;
    }
}
