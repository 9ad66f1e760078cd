using System.Text;
using System.Text.RegularExpressions;

namespace KieSaaS.Catalog.Schemas;

/// <summary>
/// JSON Schema patterns are ECMAScript. Three things mean something else in .NET and are translated: <c>\d</c> and <c>\w</c> are ASCII only,
/// and <c>$</c> is the very end, not also before a last line break. What cannot run in linear time is refused when it is compiled.
/// </summary>
internal static class EcmaPattern
{
    public static Regex Compile(string pattern) =>
        new(Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length);
        var insideClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            if (character == '\\' && i + 1 < pattern.Length)
            {
                i++;
                result.Append(Escape(pattern[i], insideClass));
                continue;
            }

            insideClass = character == '[' || (insideClass && character != ']');
            result.Append(character == '$' && !insideClass ? "\\z" : character.ToString());
        }

        return result.ToString();
    }

    private static string Escape(char letter, bool insideClass) => letter switch
    {
        'd' => insideClass ? "0-9" : "[0-9]",
        'w' => insideClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]",
        _ => "\\" + letter,
    };
}
