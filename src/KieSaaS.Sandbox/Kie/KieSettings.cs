using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace KieSaaS.Sandbox.Kie;

/// <summary>The switches of the Kie stand-in.</summary>
internal sealed record KieSettings
{
    /// <summary>The keys that are let in; empty lets in every key that does not begin with <c>bad</c>.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>True to allow 20 creates in 10 s and one discovery call a second per key.</summary>
    public bool RateLimit { get; init; } = true;

    /// <summary>True to answer business errors with a matching HTTP status instead of 200.</summary>
    public bool StrictStatus { get; init; }

    /// <summary>True to answer everything with code 455.</summary>
    public bool Maintenance { get; init; }

    /// <summary>The key that signs callbacks; null sends them unsigned.</summary>
    public string? CallbackKey { get; init; }

    /// <summary>True when the key is let in.</summary>
    public bool Admits(string key) => key.Length > 0 && (Keys.Count == 0 ? !key.StartsWith("bad", StringComparison.Ordinal) : Keys.Contains(key));
}

/// <summary>The switches in force, kept over restarts.</summary>
internal sealed class KieSettingsStore
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private readonly SandboxState _state;
    private volatile KieSettings _current;

    public KieSettingsStore(SandboxState state, SandboxOptions options)
    {
        _state = state;
        var first = new KieSettings { CallbackKey = options.CallbackKey };
        _current = state.Load<KieSettings>("kie", "settings") ?? first;
        state.Cleared += (_, _) => _current = first;
    }

    /// <summary>The switches now.</summary>
    public KieSettings Current => _current;

    /// <summary>Changes the switches that are named and keeps the others. Throws <see cref="JsonException"/> on a name or value that is none.</summary>
    public KieSettings Change(JsonObject changes)
    {
        var merged = JsonSerializer.SerializeToNode(_current, Strict)!.AsObject();
        foreach (var (name, value) in changes)
        {
            merged[name] = value?.DeepClone();
        }

        var changed = merged.Deserialize<KieSettings>(Strict)!;
        _state.Save("kie", "settings", changed);
        return _current = changed;
    }
}
