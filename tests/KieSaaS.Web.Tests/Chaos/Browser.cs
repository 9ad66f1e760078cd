using System.Net;
using System.Text.RegularExpressions;

namespace KieSaaS.Web.Tests.Chaos;

/// <summary>
/// A person's browser as far as forms and cookies go. Cookies belong to a host and not to a port, so it brings the ones of one
/// node to the other, as it would behind a proxy.
/// </summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    public async Task SignInAsync(PortalProcess node, string email, string password)
    {
        var page = await ReadAsync(new Uri(node.Address, "/account/sign-in"));
        var answer = await SubmitAsync(new Uri(node.Address, "/account/sign-in"), page, ("email", email), ("password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    /// <summary>A page that must be there.</summary>
    public async Task<string> ReadAsync(Uri address)
    {
        using var answer = await _http.GetAsync(address, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {answer.StatusCode}: {page}");
        return page;
    }

    /// <summary>Posts a page's hidden fields, each as it first stands there, and these.</summary>
    public async Task<(HttpStatusCode Status, Uri? Next)> SubmitAsync(Uri to, string page, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(FormOf(page, fields));
        using var answer = await _http.PostAsync(to, body, TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.Headers.Location is { } next ? new Uri(to, next) : null);
    }

    /// <summary>Posts a page's form whose answer is a page itself.</summary>
    public async Task<string> SubmitForPageAsync(Uri to, string page, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(FormOf(page, fields));
        using var answer = await _http.PostAsync(to, body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A file that must be there.</summary>
    public async Task<byte[]> DownloadAsync(Uri address)
    {
        using var answer = await _http.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Buys the smallest pack and pays it on the provider's page.</summary>
    public async Task BuyStarterAsync(PortalProcess node)
    {
        var packs = await ReadAsync(new Uri(node.Address, "/app/billing"));
        var (status, payment) = await SubmitAsync(new Uri(node.Address, "/app/billing/buy"), packs, ("pack", "starter"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.StartsWith("/c/pay/", payment!.AbsolutePath, StringComparison.Ordinal);
        var paid = await SubmitAsync(
            payment,
            await ReadAsync(payment),
            ("method", "card"), ("email", "buyer@example.com"), ("number", "4242 4242 4242 4242"), ("expiry", "12 / 34"), ("cvc", "123"));
        Assert.Equal(HttpStatusCode.Redirect, paid.Status);
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> FormOf(string page, (string Name, string Value)[] fields) => HiddenInputs().Matches(page)
        .Select(input => (Name: NameOf().Match(input.Value).Groups["name"].Value, Value: WebUtility.HtmlDecode(ValueOf().Match(input.Value).Groups["value"].Value)))
        .DistinctBy(field => field.Name)
        .Where(field => fields.All(given => given.Name != field.Name))
        .Concat(fields)
        .ToDictionary(field => field.Name, field => field.Value);

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenInputs();

    [GeneratedRegex("name=\"(?<name>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameOf();

    [GeneratedRegex("value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ValueOf();
}
