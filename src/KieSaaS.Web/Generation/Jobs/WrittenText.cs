using System.Text.Encodings.Web;
using System.Text.Json;

namespace KieSaaS.Web.Generation.Jobs;

/// <summary>A part of a text result as people read it.</summary>
/// <param name="Title">Its title, where it has one.</param>
/// <param name="Text">Plain text, to be shown with its line breaks.</param>
internal sealed record WrittenText(string? Title, string Text)
{
    private const string Lyrics = "lyricsData";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The parts of a result in the upstream's shape: each lyric by itself, a lone text as it is, anything else as its data. What a provider
    /// wrote is never markup: whoever shows it encodes it.
    /// </summary>
    public static IReadOnlyList<WrittenText> PartsOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(Lyrics, out var lyrics) && lyrics.ValueKind == JsonValueKind.Array && lyrics.EnumerateArray().All(IsLyric))
        {
            return [.. lyrics.EnumerateArray().Select(one => new WrittenText(TextOf(one, "title"), TextOf(one, "text")!))];
        }

        var fields = root.ValueKind == JsonValueKind.Object ? root.EnumerateObject().ToList() : [];
        return fields is [{ Value.ValueKind: JsonValueKind.String } only]
            ? [new WrittenText(null, only.Value.GetString()!)]
            : [new WrittenText(null, JsonSerializer.Serialize(root, Readable))];
    }

    private static bool IsLyric(JsonElement one) => one.ValueKind == JsonValueKind.Object && TextOf(one, "text") is not null;

    private static string? TextOf(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
