using System.Text.Json;
using System.Text.RegularExpressions;

namespace KieSaaS.Catalog.Schemas;

/// <summary><c>pattern</c>, matched in linear time whatever the text.</summary>
internal sealed class TextPattern(Regex expression, string written) : Keyword
{
    public override void Check(JsonElement value, List<Violation> violations)
    {
        if (value.ValueKind == JsonValueKind.String && !expression.IsMatch(value.GetString()!))
        {
            violations.Add(Violation.Here("pattern", $"must match {written}"));
        }
    }
}

/// <summary>
/// <c>format: uri</c>, narrower than the standard: an absolute http or https address, because the upstream fetches it.
/// </summary>
internal sealed class WebAddress : Keyword
{
    private const string NeverInAnAddress = "\"<>\\^`{|} ";

    public override void Check(JsonElement value, List<Violation> violations)
    {
        if (value.ValueKind == JsonValueKind.String && !IsWebAddress(value.GetString()!))
        {
            violations.Add(Violation.Here("format.uri", "must be a full web address that starts with http:// or https://"));
        }
    }

    public static bool IsWebAddress(string text) =>
        text.All(character => character is > ' ' and < '\u007f' && !NeverInAnAddress.Contains(character))
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Host.Length > 0;
}
