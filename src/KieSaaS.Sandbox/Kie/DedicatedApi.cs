using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>One of the APIs with paths of their own (reference section 2): the body is the input, and the record has its own words.</summary>
/// <param name="Name">As tasks keep it.</param>
/// <param name="CreatePath">Where tasks are created, below <c>/api</c>.</param>
/// <param name="RecordPath">Where they are read, below <c>/api</c>.</param>
/// <param name="Kind">What it makes, where no list of models says otherwise.</param>
/// <param name="Model">The model where the body names none.</param>
/// <param name="ModelField">The body's field that names the model, or null where there is only one.</param>
internal sealed record DedicatedApi(string Name, string CreatePath, string RecordPath, MediaKind Kind, string Model, string? ModelField = null)
{
    /// <summary>Its callbacks come whether one polls or not: a create without an address is refused.</summary>
    public bool NeedsCallback { get; private init; }

    /// <summary>True where the record of an unknown task is empty instead of an error.</summary>
    public bool AnswersUnknownWithNothing { get; private init; }

    /// <summary>How many results a task has where the body does not say; null for the usual number of its kind.</summary>
    public int? Results { get; private init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DedicatedApi> All { get; } =
    [
        new("gpt4o-image", "/v1/gpt4o-image/generate", "/v1/gpt4o-image/record-info", MediaKind.Image, "gpt4o-image"),
        new("flux-kontext", "/v1/flux/kontext/generate", "/v1/flux/kontext/record-info", MediaKind.Image, "flux-kontext-pro", "model"),
        new("veo", "/v1/veo/generate", "/v1/veo/record-info", MediaKind.Video, "veo3_fast", "model"),
        new("runway", "/v1/runway/generate", "/v1/runway/record-detail", MediaKind.Video, "runway-gen"),
        new("aleph", "/v1/aleph/generate", "/v1/aleph/record-info", MediaKind.Video, "aleph"),
        new("luma", "/v1/modify/generate", "/v1/modify/record-info", MediaKind.Video, "luma-modify"),
        new("mj", "/v1/mj/generate", "/v1/mj/record-info", MediaKind.Image, "mj_txt2img", "taskType") { Results = 4 },
        new("suno", "/v1/generate", "/v1/generate/record-info", MediaKind.Music, "V5", "model") { NeedsCallback = true, AnswersUnknownWithNothing = true },
    ];

    /// <summary>The API of a task, or null for the jobs API.</summary>
    public static DedicatedApi? Of(KieTask task) => task.Api is null ? null : All.Single(api => api.Name == task.Api);

    /// <summary>The model that a body asks for.</summary>
    public string ModelOf(JsonObject body) => (ModelField is null ? null : TaskInput.Text(body, ModelField)) ?? Model;

    /// <summary>What a model of this API makes without a list of models.</summary>
    public MediaKind KindOf(string model) => model.Contains("video", StringComparison.Ordinal) ? MediaKind.Video : Kind;
}
