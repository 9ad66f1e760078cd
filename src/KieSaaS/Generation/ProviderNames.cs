using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KieSaaS.Generation;

/// <summary>The tasks and tracks that a job's input names: as the tenant knows them and as the provider does.</summary>
internal sealed record ProviderNames(IReadOnlyList<ProviderNames.Pair> Pairs)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One of them.</summary>
    /// <param name="Field">The parameter that names it.</param>
    /// <param name="Ours">What the tenant wrote.</param>
    /// <param name="Theirs">What the provider calls it.</param>
    public sealed record Pair(string Field, string Ours, string Theirs);

    /// <summary>The input as the provider understands it: these parameters hold its names, and nothing else differs.</summary>
    public string ToProvider(string input)
    {
        using var document = JsonDocument.Parse(input);
        using var stream = new MemoryStream(input.Length + 64);
        using (var writer = new Utf8JsonWriter(stream, Compact))
        {
            writer.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (Pairs.FirstOrDefault(pair => pair.Field == property.Name) is { } pair)
                {
                    writer.WriteString(pair.Field, pair.Theirs);
                }
                else
                {
                    property.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What the provider wrote, with our names in place of its own.</summary>
    public string ToTenant(string text) => Pairs.Aggregate(text, (shown, pair) => shown.Replace(pair.Theirs, pair.Ours, StringComparison.Ordinal));
}
