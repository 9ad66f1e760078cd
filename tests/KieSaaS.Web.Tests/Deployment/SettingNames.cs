using System.Reflection;
using System.Text.RegularExpressions;
using KieSaaS.Data;
using KieSaaS.Web.Hosting;

namespace KieSaaS.Web.Tests.Deployment;

/// <summary>The settings that the code reads, found in the code itself; in the form with colons, without list indices.</summary>
internal static partial class SettingNames
{
    // What the framework reads by itself.
    private static readonly string[] OfTheFramework = ["ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "Logging:LogLevel:Default"];

    private static readonly string[] ByConstant =
        [DatabaseConnections.OwnerSetting, DatabaseConnections.ApplicationSetting, DatabaseConnections.PlatformSetting, MasterKey.Setting, PortalProxy.Setting];

    /// <summary>All of them.</summary>
    public static IReadOnlySet<string> InCode { get; } = OfTheFramework
        .Concat(ByConstant)
        .Concat(OptionClasses().SelectMany(options => Properties(options.Section, options.Type)))
        .Concat(Sources("src/KieSaaS", "src/KieSaaS.Web").SelectMany(source => Literals().Matches(source)).Select(match => WithoutIndex(match.Groups["name"].Value)))
        .Concat(Sources("src/KieSaaS.Sandbox").SelectMany(source => SandboxLiterals().Matches(source)).Select(match => "Sandbox:" + match.Groups["name"].Value))
        .Where(name => name != "HTTP_PORTS")
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The first column of the README's table.</summary>
    public static IReadOnlySet<string> InReadme { get; } = ReadmeTable().SelectMany(row => Quoted().Matches(row.Split('|')[1])).Select(match => match.Groups["name"].Value)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>A name of the environment in the form with colons.</summary>
    public static string OfVariable(string variable) => WithoutIndex(variable.Replace("__", ":", StringComparison.Ordinal));

    /// <summary>True when the code reads this variable of the environment, whose names ignore case as .NET's settings do.</summary>
    public static bool IsSetting(string variable) => InCode.Contains(OfVariable(variable), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> ReadmeTable()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        var start = readme.IndexOf("<!-- settings -->", StringComparison.Ordinal);
        return readme[start..readme.IndexOf("<!-- /settings -->", StringComparison.Ordinal)].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Section, Type Type)> OptionClasses() =>
        from type in new[] { typeof(AppDbContext), typeof(Portal) }.SelectMany(part => part.Assembly.GetTypes())
        let section = type.GetField("Section", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where section is { IsLiteral: true }
        select ((string)section.GetRawConstantValue()!, type);

    private static IEnumerable<string> Properties(string prefix, Type type) => type.GetProperties().Where(property => property.CanWrite).SelectMany(property =>
        property.PropertyType.Assembly == type.Assembly && property.PropertyType.IsClass
            ? Properties($"{prefix}:{property.Name}", property.PropertyType)
            : [$"{prefix}:{property.Name}"]);

    private static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    private static string WithoutIndex(string name) => Index().Replace(name, "");

    [GeneratedRegex("(?:[cC]onfiguration|settings|given)(?:\\[|\\.GetValue\\()\"(?<name>[A-Za-z_:0-9]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Literals();

    [GeneratedRegex("settings(?:\\[|, )\"(?<name>\\w+)\"", RegexOptions.None, 1000)]
    private static partial Regex SandboxLiterals();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(":\\d+$", RegexOptions.None, 1000)]
    private static partial Regex Index();
}
