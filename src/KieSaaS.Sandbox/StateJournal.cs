using System.Text.Json;

namespace KieSaaS.Sandbox;

/// <summary>An append-only file of changes, one JSON line each. A last line that a kill tore is dropped on opening.</summary>
internal sealed class StateJournal : IDisposable
{
    private const int LeastLinesToRewrite = 10_000;

    private readonly string _path;
    private FileStream _file;
    private int _lines;

    private StateJournal(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Opens the journal and replays what it holds.</summary>
    public static StateJournal Open(string path, Action<StateChange> replay)
    {
        if (File.Exists(path))
        {
            var text = File.ReadAllText(path);
            var whole = text.AsSpan(0, text.LastIndexOf('\n') + 1);
            foreach (var line in whole.EnumerateLines())
            {
                if (!line.IsEmpty)
                {
                    replay(JsonSerializer.Deserialize<StateChange>(line)!);
                }
            }
        }

        return new StateJournal(path, Append(path));
    }

    /// <summary>Adds a change; it is with the operating system when this returns.</summary>
    public void Append(StateChange change)
    {
        _file.Write(Line(change));
        _lines++;
    }

    /// <summary>True when the file holds many more lines than there are documents.</summary>
    public bool IsMostlyHistory(int documents) => _lines > LeastLinesToRewrite && _lines > 4 * documents;

    /// <summary>Replaces the file by one line per document, in one step.</summary>
    public void Rewrite(IEnumerable<StateChange> documents)
    {
        var lines = 0;
        using (var fresh = File.Create(_path + ".new"))
        {
            foreach (var document in documents)
            {
                fresh.Write(Line(document));
                lines++;
            }
        }

        _file.Dispose();
        File.Move(_path + ".new", _path, overwrite: true);
        _file = Append(_path);
        _lines = lines;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream Append(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private static byte[] Line(StateChange change) => [.. JsonSerializer.SerializeToUtf8Bytes(change), (byte)'\n'];
}
