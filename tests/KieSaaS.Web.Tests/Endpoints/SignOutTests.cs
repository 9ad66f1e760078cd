using System.Net;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>What somebody can do who copied a cookie.</summary>
public sealed class SignOutTests(PortalHost portal) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_its_owner_signed_out()
    {
        var ada = await portal.OpenAsync("out", Credits.Of(10));
        using var own = await SignInAsync(ada);
        using var copy = own.Copy();
        using var elsewhere = await SignInAsync(ada);

        // A switch of the mode writes the cookie anew; it is the same session.
        Assert.Equal(HttpStatusCode.Found, await copy.PostAsync("/account/mode", ("mode", "test")));
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            [await own.StatusOfAppAsync(), await copy.StatusOfAppAsync(), await elsewhere.StatusOfAppAsync()]);

        Assert.Equal(HttpStatusCode.Found, await own.PostAsync("/account/sign-out"));

        Assert.Equal(
            [HttpStatusCode.Found, HttpStatusCode.Found, HttpStatusCode.OK],
            [await own.StatusOfAppAsync(), await copy.StatusOfAppAsync(), await elsewhere.StatusOfAppAsync()]);
    }

    [Fact]
    public async Task Signing_in_anew_ends_the_session_whose_cookie_is_replaced()
    {
        var ada = await portal.OpenAsync("again", Credits.Of(10));
        using var own = await SignInAsync(ada);
        using var copy = own.Copy();

        await own.SignInAsync(ada);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Found], [await own.StatusOfAppAsync(), await copy.StatusOfAppAsync()]);
    }

    private async Task<CookieJar> SignInAsync(PortalHost.Workspace person)
    {
        using var nobody = portal.Nobody();
        var jar = new CookieJar(nobody.BaseAddress!);
        await jar.SignInAsync(person);
        return jar;
    }

    private sealed class CookieJar : IDisposable
    {
        private readonly CookieContainer _cookies = new();
        private readonly HttpClient _http;

        public CookieJar(Uri portal) => _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = portal };

        public CookieJar Copy()
        {
            var copy = new CookieJar(_http.BaseAddress!);
            copy._cookies.Add(_cookies.GetAllCookies());
            return copy;
        }

        public async Task SignInAsync(PortalHost.Workspace person) => Assert.Equal(
            HttpStatusCode.Found, await PostAsync("/account/sign-in", ("email", person.Email), ("password", person.Password)));

        public async Task<HttpStatusCode> PostAsync(string path, params (string Name, string Value)[] fields)
        {
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await PortalHost.FormTokenAsync(_http)), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
            using var answer = await _http.PostAsync(path, form, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }

        public async Task<HttpStatusCode> StatusOfAppAsync()
        {
            using var answer = await _http.GetAsync("/app", TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.OK || answer.Headers.Location!.OriginalString.Contains("/account/sign-in", StringComparison.Ordinal), $"{answer.Headers.Location}");
            return answer.StatusCode;
        }

        public void Dispose() => _http.Dispose();
    }
}
