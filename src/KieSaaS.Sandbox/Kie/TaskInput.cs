using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>Reading a task's input as leniently as Kie does: numbers and numeric texts are the same, unknown keys are nobody's business.</summary>
internal static class TaskInput
{
    private static readonly string[] WordFields = ["prompt", "text", "content", "title", "description"];
    private static readonly string[] SpokenFields = ["dialogue", "dialogue_turns", "multi_prompt"];
    private static readonly string[] SourceEndings = ["url", "urls", "image", "images", "video", "task_id", "taskid", "audio_id"];

    /// <summary>The words that describe the result, or null.</summary>
    public static string? Words(JsonObject input) =>
        WordFields.Select(field => Text(input, field)).FirstOrDefault(words => !string.IsNullOrWhiteSpace(words))
        ?? SpokenFields.Select(field => input[field] is JsonArray { Count: > 0 } turns ? Spoken(turns) : null).FirstOrDefault(words => words is not null);

    /// <summary>True when the input brings material to work on, so that words are not needed.</summary>
    public static bool HasSource(JsonObject input) => input.Any(field =>
        field.Value is not null && SourceEndings.Any(ending => field.Key.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A scalar as text, or null.</summary>
    public static string? Text(JsonObject input, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (input[name] is JsonValue value && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number)
            {
                return input[name]!.ToString();
            }
        }

        return null;
    }

    /// <summary>How many results are asked for: 1 to 6.</summary>
    public static int Count(JsonObject input) =>
        int.TryParse(Text(input, "n", "num_images", "nVariants"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, 6) : 1;

    private static string Spoken(JsonArray turns) => string.Join(' ', turns.Select(turn => turn is JsonObject part ? Text(part, "text", "prompt") : turn?.ToString()));
}
