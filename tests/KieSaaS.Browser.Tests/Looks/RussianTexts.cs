using System.Xml.Linq;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>Tells by the portal's own resources whether a text of a Russian page stayed English.</summary>
internal sealed class RussianTexts
{
    private readonly HashSet<string> _english = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public RussianTexts()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("src", "KieSaaS.Web"), "*Texts.resx", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).ToList();
        foreach (var (key, value) in files.SelectMany(Read))
        {
            _keys.Add(key);
            _english.Add(value);
        }

        // What is the same in both languages, a name say, is not a text that was left out.
        _english.ExceptWith(files.SelectMany(file => Read(Path.ChangeExtension(file, ".ru.resx"))).Select(text => text.Value));
    }

    /// <summary>Texts that are English ones, or keys of texts that do not exist.</summary>
    public IEnumerable<string> LeftOut(IEnumerable<string> texts) => texts
        .Where(text => _english.Contains(text) || (_keys.Contains(text) && text.Contains('.', StringComparison.Ordinal)))
        .Select(text => $"not in Russian: {text}");

    private static IEnumerable<(string Key, string Value)> Read(string file) =>
        XDocument.Load(file).Root!.Elements("data").Select(data => (data.Attribute("name")!.Value, data.Element("value")!.Value));
}
