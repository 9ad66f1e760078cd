using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Media;

namespace KieSaaS.Sandbox.Kie;

/// <summary>What a task made: the links that its record shows and the bytes behind them. Files are drawn anew at each download, always the same.</summary>
internal sealed class TaskResult(SandboxAddress address)
{
    /// <summary>The path below which results are served.</summary>
    public const string Folder = "/_files/";

    // Two versions of a song; voice and accompaniment.
    private const int TracksPerSong = 2;

    /// <summary>The object inside <c>resultJson</c>.</summary>
    public JsonObject Describe(KieTask task)
    {
        if (task.Kind == MediaKind.Text)
        {
            return new JsonObject { ["resultObject"] = WrittenResult.Of(task) };
        }

        var urls = Urls(task);
        var result = new JsonObject { ["resultUrls"] = new JsonArray([.. urls.Select(url => JsonValue.Create(url))]) };
        if (HasTracks(task))
        {
            result["data"] = new JsonArray([.. urls.Select((url, index) => Track(task, url, index))]);
        }

        return result;
    }

    /// <summary>Where its files are.</summary>
    public string[] Urls(KieTask task) => [.. Enumerable.Range(0, Count(task)).Select(index => $"{address.Base}{Folder}{task.Id}-{index}{Extension(task.Kind)}")];

    /// <summary>The file of a name such as <c>0123…-0.png</c>, given the task it belongs to; null when the task has no such file.</summary>
    public (byte[] Bytes, string ContentType)? File(KieTask task, string name)
    {
        var index = Enumerable.Range(0, Count(task)).FirstOrDefault(index => name == $"{task.Id}-{index}{Extension(task.Kind)}", -1);
        if (index < 0 || !task.Succeeded || task.Kind == MediaKind.Text)
        {
            return null;
        }

        var seed = Seed(task, index);
        return task.Kind switch
        {
            MediaKind.Video => (SampleVideo.Bytes, "video/mp4"),
            MediaKind.Audio or MediaKind.Music => (WavTone.Write(seed), "audio/wav"),
            _ => (PromptPicture.Draw(Size(task), task.Prompt.Length > 0 ? task.Prompt : task.Model, task.Model + " - sandbox", seed), "image/png"),
        };
    }

    /// <summary>The ids of its tracks; none where results are no tracks.</summary>
    public static IEnumerable<string> TracksOf(KieTask task) => HasTracks(task) ? Enumerable.Range(0, Count(task)).Select(index => TrackId(task, index)) : [];

    /// <summary>The id of one of its tracks.</summary>
    public static string TrackId(KieTask task, int index) => $"{task.Id[..8]}-{index}";

    private static bool HasTracks(KieTask task) => task.Kind == MediaKind.Music
        ? task.Api == "suno" || task.Model.StartsWith("ai-music-api/", StringComparison.Ordinal)
        : IsSeparation(task);

    private static bool IsSeparation(KieTask task) => task.Model == "ai-music-api/separate-vocals";

    private static int Count(KieTask task) =>
        DedicatedApi.Of(task)?.Results ?? (task.Kind == MediaKind.Music || IsSeparation(task) ? TracksPerSong : TaskInput.Count(task.Input));

    private static string Extension(MediaKind kind) => kind switch
    {
        MediaKind.Video => ".mp4",
        MediaKind.Audio or MediaKind.Music => ".wav",
        _ => ".png",
    };

    private static PictureSize Size(KieTask task) => PictureSize.From(
        TaskInput.Text(task.Input, "aspect_ratio", "aspectRatio", "image_size", "size"),
        TaskInput.Text(task.Input, "resolution"));

    /// <summary>A number from the task's id, which itself comes from the sandbox's seed.</summary>
    private static int Seed(KieTask task, int index) =>
        (Convert.ToInt32(task.Id[..7], 16) + (index * 7919)) & int.MaxValue;

    private static JsonObject Track(KieTask task, string url, int index) => new()
    {
        ["id"] = TrackId(task, index),
        ["audio_url"] = url,
        ["stream_audio_url"] = url,
        ["prompt"] = task.Prompt,
        ["title"] = TaskInput.Text(task.Input, "title") ?? "Sandbox",
        ["tags"] = TaskInput.Text(task.Input, "style", "tags") ?? "",
        ["duration"] = 2.0,
    };
}
