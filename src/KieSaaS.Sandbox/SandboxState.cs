using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KieSaaS.Sandbox;

/// <summary>Documents by area and key, one file each, so that they outlive the process.</summary>
internal sealed class SandboxState(SandboxOptions options)
{
    private readonly string _root = Path.Combine(options.DataDirectory, "state");
    private readonly ConcurrentDictionary<(string Area, string Key), string> _documents = Read(Path.Combine(options.DataDirectory, "state"));

    public void Save<T>(string area, string key, T document)
    {
        var json = JsonSerializer.Serialize(document);
        var folder = Directory.CreateDirectory(Path.Combine(_root, Uri.EscapeDataString(area))).FullName;
        var file = Path.Combine(folder, NameOf(key));
        var temporary = file + "." + Guid.NewGuid().ToString("N") + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(new[] { area, key, json }));
        File.Move(temporary, file, overwrite: true);
        _documents[(area, key)] = json;
    }

    public T? Load<T>(string area, string key)
        where T : class => _documents.TryGetValue((area, key), out var json) ? JsonSerializer.Deserialize<T>(json) : null;

    public IReadOnlyList<(string Key, T Document)> LoadAll<T>(string area)
        where T : class => _documents.Where(pair => pair.Key.Area == area).OrderBy(pair => pair.Key.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key.Key, JsonSerializer.Deserialize<T>(pair.Value)!)).ToList();

    public void Delete(string area, string key)
    {
        _documents.TryRemove((area, key), out _);
        File.Delete(Path.Combine(_root, Uri.EscapeDataString(area), NameOf(key)));
    }

    public void Clear()
    {
        _documents.Clear();
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private static string NameOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static ConcurrentDictionary<(string Area, string Key), string> Read(string root)
    {
        var documents = new ConcurrentDictionary<(string Area, string Key), string>();
        foreach (var file in Directory.Exists(root) ? Directory.GetFiles(root, "*", SearchOption.AllDirectories) : [])
        {
            if (!file.EndsWith(".tmp", StringComparison.Ordinal))
            {
                var parts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(file))!;
                documents[(parts[0], parts[1])] = parts[2];
            }
        }

        return documents;
    }
}
