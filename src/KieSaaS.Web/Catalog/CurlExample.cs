using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Web.Catalog;

/// <summary>Requests for one model that can be pasted into a shell: the input is made from the definition that judges it.</summary>
internal static class CurlExample
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Starts a run with the key in <c>KIE_API_KEY</c>.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="address">Where this installation answers, with its closing slash.</param>
    public static string Create(CatalogueEntry entry, string address)
    {
        var body = new JsonObject { ["model"] = entry.Model, ["input"] = ExampleInput.Of(entry, address) }.ToJsonString(Indented);
        var data = body.Replace("'", "'\\''", StringComparison.Ordinal);
        return $$"""
            curl {{address}}api/v1/jobs/createTask \
              -H "Authorization: Bearer $KIE_API_KEY" \
              -H "Content-Type: application/json" \
              -d '{{Variable(Variable(data, ExampleInput.EarlierTask), ExampleInput.EarlierTrack)}}'
            """;
    }

    /// <summary>True when the example needs an earlier task, whose id stands in a variable.</summary>
    public static bool NeedsEarlierTask(CatalogueEntry entry) => entry.Continues?.IsIn(JsonElement.Parse(ExampleInput.Fill(entry, []).ToJsonString())) == true;

    // The quotation marks end for a moment, so that the shell puts the value in.
    private static string Variable(string body, string name) => body.Replace(name, $"'\"${name}\"'", StringComparison.Ordinal);

    /// <summary>Asks for the task in <c>TASK_ID</c>.</summary>
    public static string Poll(string address) => $"""
        curl "{address}api/v1/jobs/recordInfo?taskId=$TASK_ID" \
          -H "Authorization: Bearer $KIE_API_KEY"
        """;
}
