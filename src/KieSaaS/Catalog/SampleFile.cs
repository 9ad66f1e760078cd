using System.Text.Json.Nodes;

namespace KieSaaS.Catalog;

/// <summary>Small files of ours (wwwroot/samples) for examples of models that measure a file: three seconds long, or 640 x 480.</summary>
internal static class SampleFile
{
    /// <summary>The value of a measured parameter.</summary>
    public static JsonNode Value(EntryParameter source, string site)
    {
        var name = source.MaximumMegapixels is not null ? "picture.png" : source.Name.StartsWith("video", StringComparison.Ordinal) ? "film.mp4" : "sound.mp3";
        var address = JsonValue.Create($"{site}samples/{name}");
        return source.Type == ParameterType.List ? new JsonArray(address) : address;
    }
}
