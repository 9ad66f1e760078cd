using System.Text.Encodings.Web;
using System.Text.Json;

namespace KieSaaS.Catalog;

/// <summary>One place in which two versions of an entry differ.</summary>
/// <param name="Path">Where: "prices/0/kieMicroCredits".</param>
/// <param name="Before">What was there as JSON; null when nothing was.</param>
/// <param name="After">What is there now as JSON; null when nothing is.</param>
public sealed record EntryDifference(string Path, string? Before, string? After)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of them, in the order of the newer one's names, then what was removed. Lists of single values are compared whole.</summary>
    public static IReadOnlyList<EntryDifference> Between(JsonElement before, JsonElement after) => [.. Walk("", before, after)];

    private static IEnumerable<EntryDifference> Walk(string path, JsonElement before, JsonElement after) => (before.ValueKind, after.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Names(path, before, after),
        (JsonValueKind.Array, JsonValueKind.Array) when HasParts(before) || HasParts(after) => Items(path, before, after),
        _ when JsonElement.DeepEquals(before, after) => [],
        _ => [new EntryDifference(path, Text(before), Text(after))],
    };

    private static IEnumerable<EntryDifference> Names(string path, JsonElement before, JsonElement after)
    {
        foreach (var now in after.EnumerateObject())
        {
            foreach (var change in before.TryGetProperty(now.Name, out var was) ? Walk(Under(path, now.Name), was, now.Value) : [new(Under(path, now.Name), null, Text(now.Value))])
            {
                yield return change;
            }
        }

        foreach (var was in before.EnumerateObject().Where(was => !after.TryGetProperty(was.Name, out _)))
        {
            yield return new EntryDifference(Under(path, was.Name), Text(was.Value), null);
        }
    }

    private static IEnumerable<EntryDifference> Items(string path, JsonElement before, JsonElement after)
    {
        var (was, now) = (before.EnumerateArray().ToArray(), after.EnumerateArray().ToArray());
        for (var i = 0; i < Math.Max(was.Length, now.Length); i++)
        {
            var at = FormattableString.Invariant($"{path}/{i}");
            foreach (var change in i >= was.Length ? [new(at, null, Text(now[i]))] : i >= now.Length ? [new(at, Text(was[i]), null)] : Walk(at, was[i], now[i]))
            {
                yield return change;
            }
        }
    }

    private static bool HasParts(JsonElement list) => list.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array);

    private static string Under(string path, string name) => path.Length == 0 ? name : path + "/" + name;

    private static string Text(JsonElement value) => JsonSerializer.Serialize(value, Plain);
}
