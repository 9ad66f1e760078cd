using System.Text.Json;

namespace KieSaaS.Sandbox;

/// <summary>
/// The sandbox's memory: JSON documents by area and key, held in memory and in one journal file.
/// A change is in the operating system's hands before the call answers, so it outlives a killed process (not a power cut).
/// </summary>
internal sealed class SandboxState : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, byte[]>> _areas = new(StringComparer.Ordinal);
    private readonly StateJournal _journal;

    public SandboxState(SandboxOptions options)
    {
        _journal = StateJournal.Open(Path.Combine(options.DataDirectory, "state.jsonl"), Apply);
        _journal.Rewrite(Live());
    }

    /// <summary>Raised after everything was emptied: whoever keeps a copy in memory drops it.</summary>
    public event EventHandler? Cleared;

    /// <summary>Keeps a document, replacing the one of the same area and key.</summary>
    public void Save<T>(string area, string key, T document) => Write(new StateChange(area, key, JsonSerializer.SerializeToElement(document)));

    /// <summary>The document, or null when there is none.</summary>
    public T? Load<T>(string area, string key)
        where T : class
    {
        lock (_gate)
        {
            return _areas.TryGetValue(area, out var documents) && documents.TryGetValue(key, out var json) ? JsonSerializer.Deserialize<T>(json) : null;
        }
    }

    /// <summary>All documents of an area, ordered by key.</summary>
    public IReadOnlyList<(string Key, T Document)> LoadAll<T>(string area)
        where T : class
    {
        lock (_gate)
        {
            return _areas.TryGetValue(area, out var documents)
                ? [.. documents.Select(document => (document.Key, JsonSerializer.Deserialize<T>(document.Value)!))]
                : [];
        }
    }

    /// <summary>Forgets a document; nothing happens when there is none.</summary>
    public void Delete(string area, string key) => Write(new StateChange(area, key, null));

    /// <summary>Empties everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _areas.Clear();
            _journal.Rewrite([]);
        }

        Cleared?.Invoke(this, EventArgs.Empty);
    }

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

    private void Write(StateChange change)
    {
        lock (_gate)
        {
            _journal.Append(change);
            Apply(change);
            if (_journal.IsMostlyHistory(_areas.Sum(area => area.Value.Count)))
            {
                _journal.Rewrite(Live());
            }
        }
    }

    private void Apply(StateChange change)
    {
        if (!_areas.TryGetValue(change.Area, out var documents))
        {
            _areas[change.Area] = documents = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        }

        if (change.Document is { } document)
        {
            documents[change.Key] = JsonSerializer.SerializeToUtf8Bytes(document);
        }
        else
        {
            documents.Remove(change.Key);
        }
    }

    private IEnumerable<StateChange> Live() => _areas.SelectMany(area => area.Value.Select(document =>
        new StateChange(area.Key, document.Key, JsonSerializer.Deserialize<JsonElement>(document.Value))));
}

/// <summary>One line of the journal: a document as it now is, or null where it was deleted.</summary>
internal sealed record StateChange(string Area, string Key, JsonElement? Document);
