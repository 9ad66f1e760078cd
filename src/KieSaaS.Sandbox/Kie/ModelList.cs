using System.Text.Json;
using System.Text.Json.Serialization;

namespace KieSaaS.Sandbox.Kie;

/// <summary>The models that exist. Without a list every id does, and its kind is guessed from its words.</summary>
internal sealed class ModelList
{
    private const decimal UsualCredits = 4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly (MediaKind Kind, string[] Words)[] Guesses =
    [
        (MediaKind.Text, ["lyrics", "speech-to-text", "boost-music-style", "generate-persona", "generate-midi"]),
        (MediaKind.Image, ["image-to-image", "text-to-image", "image-edit", "wan/2-7-image", "imagine-image", "cover-generate"]),
        (MediaKind.Audio, ["speech", "tts", "sound", "elevenlabs", "audio-isolation", "vocals", "wav"]),
        (MediaKind.Video, ["imagine/extend", "imagine/upscale", "video", "kling", "veo", "wan", "sora", "runway", "hailuo", "seedance", "aleph", "minimax", "pixverse", "happyhorse", "omnihuman", "infinitalk"]),
        (MediaKind.Music, ["suno", "music"]),
    ];

    private readonly SandboxState _state;
    private volatile IReadOnlyDictionary<string, KieModel>? _models;

    public ModelList(SandboxState state, SandboxOptions options)
    {
        _state = state;
        var first = options.ModelsFile is { } file ? ReadFile(file) : null;
        _models = state.Load<Kept>("kie", "models") is { } kept ? Index(kept.Models) : first;
        state.Cleared += (_, _) => _models = first;
    }

    /// <summary>All models, in the order of their ids; empty without a list.</summary>
    public IReadOnlyList<KieModel> All => [.. (_models?.Values ?? []).OrderBy(model => model.Model, StringComparer.Ordinal)];

    /// <summary>The model, or null when there is a list without it. Without a list it makes what is given, or what its words sound like.</summary>
    public KieModel? Find(string id, MediaKind? kind = null) => _models is { } models ? models.GetValueOrDefault(id) : new KieModel(id, kind ?? Guess(id), UsualCredits, id);

    /// <summary>Replaces the list, so that prices and models can change under a running client.</summary>
    public void Replace(string json)
    {
        var models = Parse(json);
        _models = Index(models);
        _state.Save("kie", "models", new Kept(models));
    }

    /// <summary>Adds or replaces some models and takes others away; the rest of the list stays. Without a list it begins one.</summary>
    public void Change(IReadOnlyList<KieModel> put, IReadOnlyList<string> remove)
    {
        var changed = new Dictionary<string, KieModel>(_models ?? new Dictionary<string, KieModel>(), StringComparer.Ordinal);
        foreach (var model in Checked([.. put]))
        {
            changed[model.Model] = model;
        }

        foreach (var gone in remove)
        {
            changed.Remove(gone);
        }

        _models = changed;
        _state.Save("kie", "models", new Kept([.. changed.Values]));
    }

    private static IReadOnlyDictionary<string, KieModel> ReadFile(string file)
    {
        try
        {
            return Index(Parse(File.ReadAllText(file)));
        }
        catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"--models {file} cannot be used: {failure.Message}");
        }
    }

    private static List<KieModel> Parse(string json) => Checked(JsonSerializer.Deserialize<List<KieModel>>(json, Json) ?? []);

    private static List<KieModel> Checked(List<KieModel> models)
    {
        if (models.Find(model => string.IsNullOrWhiteSpace(model.Model) || model.Credits < 0) is { } wrong)
        {
            throw new JsonException($"'{wrong.Model}' needs a model id and credits of at least 0.");
        }

        return models.GroupBy(model => model.Model, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice
            ? throw new JsonException($"'{twice.Key}' is listed twice.")
            : models;
    }

    private static Dictionary<string, KieModel> Index(IEnumerable<KieModel> models) => models.ToDictionary(model => model.Model, StringComparer.Ordinal);

    private static MediaKind Guess(string id) =>
        Guesses.FirstOrDefault(guess => guess.Words.Any(word => id.Contains(word, StringComparison.OrdinalIgnoreCase)), (MediaKind.Image, [])).Kind;

    private sealed record Kept(List<KieModel> Models);
}
