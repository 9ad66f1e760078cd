using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>Results that are no files, the object inside <c>resultObject</c> (reference section 1.2, and 2.7 for the fields that Suno has).</summary>
internal static class WrittenResult
{
    /// <summary>What a task wrote.</summary>
    public static JsonObject Of(KieTask task)
    {
        var text = "The sandbox answers: " + task.Prompt;
        return task.Model switch
        {
            _ when Is(task, "timestamped") => new JsonObject { ["alignedWords"] = new JsonArray(Word("The ", 0, 0.4m), Word("sandbox ", 0.4m, 1.1m), Word("sings\n", 1.1m, 2)) },
            _ when Is(task, "lyrics") => new JsonObject { ["lyricsData"] = new JsonArray(new JsonObject { ["text"] = text, ["title"] = "Sandbox", ["status"] = "complete" }) },
            _ when Is(task, "persona") => new JsonObject { ["personaId"] = "persona-" + task.Id[..8], ["name"] = TaskInput.Text(task.Input, "name"), ["description"] = TaskInput.Text(task.Input, "description") },
            _ when Is(task, "midi") => new JsonObject { ["midiData"] = new JsonObject { ["state"] = "complete", ["instruments"] = new JsonArray(new JsonObject { ["name"] = "Piano", ["notes"] = new JsonArray(Note(60), Note(64)) }) } },
            _ when Is(task, "style") => new JsonObject { ["result"] = text },
            _ => new JsonObject { ["text"] = text },
        };
    }

    private static bool Is(KieTask task, string word) => task.Model.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Word(string word, decimal start, decimal end) => new() { ["word"] = word, ["success"] = true, ["startS"] = start, ["endS"] = end };

    private static JsonObject Note(int pitch) => new() { ["pitch"] = pitch, ["start"] = "0.5", ["end"] = "1.25", ["velocity"] = 1 };
}
