using System.Net;
using System.Text.RegularExpressions;

namespace KieSaaS.Web.Tests.Shell;

/// <summary>The forms of a page, read as a browser would before it sends one.</summary>
internal static partial class HtmlForms
{
    /// <summary>The hidden fields of the first form that contains all of these texts.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> HiddenFields(string html, params string[] containing)
    {
        var form = Form().Matches(html).Select(match => match.Value).First(text => containing.All(part => text.Contains(part, StringComparison.Ordinal)));
        return [.. Input().Matches(form).Select(input => input.Value)
            .Where(input => input.Contains("type=\"hidden\"", StringComparison.Ordinal))
            .Select(input => KeyValuePair.Create(Attribute(input, "name"), Attribute(input, "value")))];
    }

    /// <summary>Takes a page's cookies along, for a browser that keeps none.</summary>
    public static void TakeCookies(this HttpClient browser, HttpResponseMessage page)
    {
        if (page.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            browser.DefaultRequestHeaders.Remove("Cookie");
            browser.DefaultRequestHeaders.Add("Cookie", cookies.Select(cookie => cookie.Split(';')[0]));
        }
    }

    private static string Attribute(string element, string name) =>
        WebUtility.HtmlDecode(Regex.Match(element, $"\\b{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Input();
}
