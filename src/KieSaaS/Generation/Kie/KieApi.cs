using System.Collections.Frozen;
using KieSaaS.Catalog;

namespace KieSaaS.Generation.Kie;

/// <summary>
/// One of Kie's APIs as data: where tasks are created and read, which word says how far one is, and where its record has the results.
/// Source: kie-api.md, sections 1.2 and 2.1 to 2.7.
/// </summary>
/// <param name="CreatePath">Where tasks are created.</param>
/// <param name="RecordPath">Where they are read; the task's id follows as a query.</param>
/// <param name="StateField">The record's field that says how far the task is.</param>
/// <param name="Phases">What that field's words and numbers mean; another is an error.</param>
/// <param name="ResultPath">The way to the results' addresses inside the record; "[]" stands for every item of a list.</param>
internal sealed record KieApi(string CreatePath, string RecordPath, string StateField, FrozenDictionary<string, TaskPhase> Phases, string ResultPath)
{
    private static readonly FrozenDictionary<string, TaskPhase> Flags = Words(("0", TaskPhase.Generating), ("1", TaskPhase.Success), ("2", TaskPhase.Fail), ("3", TaskPhase.Fail));

    private static readonly FrozenDictionary<string, TaskPhase> JobWords = Words(
        ("waiting", TaskPhase.Waiting),
        ("queuing", TaskPhase.Queuing),
        ("queueing", TaskPhase.Queuing),
        ("generating", TaskPhase.Generating),
        ("success", TaskPhase.Success),
        ("fail", TaskPhase.Fail));

    private static readonly FrozenDictionary<string, TaskPhase> RunwayWords = Words(
        ("wait", TaskPhase.Waiting), ("queueing", TaskPhase.Queuing), ("generating", TaskPhase.Generating), ("success", TaskPhase.Success), ("fail", TaskPhase.Fail));

    // What could not be reported to us may have been made all the same: its record is looked at for results.
    private static readonly FrozenDictionary<string, TaskPhase> SunoWords = Words(
        ("PENDING", TaskPhase.Waiting),
        ("TEXT_SUCCESS", TaskPhase.Generating),
        ("FIRST_SUCCESS", TaskPhase.Generating),
        ("SUCCESS", TaskPhase.Success),
        ("CALLBACK_EXCEPTION", TaskPhase.Success),
        ("CREATE_TASK_FAILED", TaskPhase.Fail),
        ("GENERATE_AUDIO_FAILED", TaskPhase.Fail),
        ("SENSITIVE_WORD_ERROR", TaskPhase.Fail));

    private static readonly FrozenDictionary<string, TaskPhase> LumaFlags = Words(
        ("0", TaskPhase.Generating), ("1", TaskPhase.Success), ("2", TaskPhase.Fail), ("3", TaskPhase.Fail), ("4", TaskPhase.Success));

    private static readonly FrozenDictionary<string, KieApi> All = new Dictionary<string, KieApi>(StringComparer.Ordinal)
    {
        [CatalogueEntry.JobsApi] = new("api/v1/jobs/createTask", "api/v1/jobs/recordInfo", "state", JobWords, "resultJson.resultUrls[]") { TakesInputApart = true, Tracks = new("resultJson.data[]", "audio_url") },
        ["gpt4o-image"] = new("api/v1/gpt4o-image/generate", "api/v1/gpt4o-image/record-info", "successFlag", Flags, "response.resultUrls[]"),
        ["flux-kontext"] = new("api/v1/flux/kontext/generate", "api/v1/flux/kontext/record-info", "successFlag", Flags, "response.resultImageUrl"),
        ["veo"] = new("api/v1/veo/generate", "api/v1/veo/record-info", "successFlag", Flags, "response.resultUrls[]"),
        ["runway"] = new("api/v1/runway/generate", "api/v1/runway/record-detail", "state", RunwayWords, "videoInfo.videoUrl"),
        ["aleph"] = new("api/v1/aleph/generate", "api/v1/aleph/record-info", "successFlag", Flags, "response.resultVideoUrl"),
        ["mj"] = new("api/v1/mj/generate", "api/v1/mj/record-info", "successFlag", Flags, "resultInfoJson.resultUrls[].resultUrl"),
        ["suno"] = new("api/v1/generate", "api/v1/generate/record-info", "status", SunoWords, "response.sunoData[].audioUrl") { Tracks = new("response.sunoData[]", "audioUrl") },

        // The reference has no example of a finished record of Luma's; this is the place its siblings have.
        ["luma"] = new("api/v1/modify/generate", "api/v1/modify/record-info", "successFlag", LumaFlags, "response.resultUrls[]"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True for the jobs API, which has the input as an object of its own; elsewhere the input is the body.</summary>
    public bool TakesInputApart { get; private init; }

    /// <summary>Where the record lists tracks with their ids; null where there are none.</summary>
    public KieTracks? Tracks { get; private init; }

    /// <summary>Their names, as the catalogue has them.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The API of this name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static KieApi Of(string name) => All.GetValueOrDefault(name) ?? throw new InvalidOperationException($"Kie has no API '{name}' that we know.");

    private static FrozenDictionary<string, TaskPhase> Words(params (string Word, TaskPhase Phase)[] words) =>
        words.ToFrozenDictionary(pair => pair.Word, pair => pair.Phase, StringComparer.Ordinal);
}

/// <summary>Where a record lists tracks.</summary>
/// <param name="Path">The way to them, as <see cref="KieApi.ResultPath"/> has it; each has an "id".</param>
/// <param name="Address">A track's field that says where its file is.</param>
internal sealed record KieTracks(string Path, string Address);
