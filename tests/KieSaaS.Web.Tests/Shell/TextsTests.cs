using System.Text.RegularExpressions;
using System.Xml.Linq;
using KieSaaS.Web.Shell.Navigation;

namespace KieSaaS.Web.Tests.Shell;

/// <summary>Holds for every pair of resource files of the portal, those of modules that come later too.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Repository.PathOf("src", "KieSaaS.Web");

    private static readonly string[] English =
        [.. Directory.EnumerateFiles(Web, "*Texts.resx", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))];

    [Fact]
    public void Both_languages_have_the_same_keys_with_the_same_placeholders()
    {
        Assert.NotEmpty(English);
        foreach (var file in English)
        {
            var english = Read(file);
            var russian = Read(Path.ChangeExtension(file, ".ru.resx"));

            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), russian.Keys.Order(StringComparer.Ordinal));
            foreach (var (key, text) in english)
            {
                Assert.True(Placeholders(text).SequenceEqual(Placeholders(russian[key])), $"{key} of {file} has other placeholders in Russian");
                Assert.False(string.IsNullOrWhiteSpace(text) || string.IsNullOrWhiteSpace(russian[key]), $"{key} of {file} is empty");
            }
        }
    }

    [Fact]
    public void A_text_with_plural_forms_has_all_of_them()
    {
        foreach (var file in English)
        {
            var keys = Read(file).Keys.ToHashSet(StringComparer.Ordinal);
            foreach (var key in keys.Where(key => key.EndsWith(".many", StringComparison.Ordinal)))
            {
                var stem = key[..^".many".Length];
                Assert.All(["one", "few", "other"], form => Assert.Contains($"{stem}.{form}", keys));
            }
        }
    }

    [Fact]
    public void Every_key_that_the_shell_names_exists()
    {
        var keys = Read(Path.Combine(Web, "Shell", "SharedTexts.resx")).Keys.ToHashSet(StringComparer.Ordinal);
        var navigation = NavigationMap.Tenant.Concat(NavigationMap.Staff).SelectMany(group => group).Concat(NavigationMap.Public).Select(item => item.TextKey);
        var named = ShellFiles("*.razor").Concat(ShellFiles("*.cshtml")).Concat(ShellFiles("*.cs"))
            .SelectMany(file => UseOfKey().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value))
            .Where(key => !key.EndsWith('.'));

        Assert.All(navigation.Concat(named).Distinct(), key => Assert.Contains(key, keys));
    }

    [Fact]
    public void No_component_of_the_shell_has_text_of_its_own()
    {
        var files = ShellFiles("*.razor").Concat(ShellFiles("*.cshtml")).Where(file => !file.Contains("/Style/", StringComparison.Ordinal));

        Assert.All(files, file => Assert.Empty(OwnText(File.ReadAllText(file))));
    }

    [Theory]
    [InlineData("<p>Hello there</p>")]
    [InlineData("<button aria-label=\"Close\"></button>")]
    [InlineData("@if (open)\n{\n    <span>@Count items</span>\n}")]
    public void The_search_for_text_can_see(string markup) => Assert.NotEmpty(OwnText(markup));

    private static List<string> OwnText(string source)
    {
        var markup = Comment().Replace(source.Split("@code {")[0], "");
        return [.. TextOfElement().Matches(markup).Concat(TextOfAttribute().Matches(markup)).Select(match => match.Value.Trim())];
    }

    private static IEnumerable<string> ShellFiles(string pattern) => Directory.EnumerateFiles(Path.Combine(Web, "Shell"), pattern, SearchOption.AllDirectories);

    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d+\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("""[Tt]exts\["(?<key>[a-z0-9.\-]+)"[\],]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UseOfKey();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<=<[a-z][^<>]*>)(?>@[\w.]+)?\s*\p{L}[\p{L} ,.!?']+(?=</)", RegexOptions.None, 1000)]
    private static partial Regex TextOfElement();

    [GeneratedRegex("""(?:aria-label|title|placeholder|alt)="\p{L}[^"@]*["]""", RegexOptions.None, 1000)]
    private static partial Regex TextOfAttribute();
}
