namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>
/// Every door of the portal stands in <c>endpoints.txt</c> with who may use it. A new one, or another rule, is a line that a
/// reviewer reads; the test says which lines to change.
/// </summary>
public sealed class EndpointManifestTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private static readonly string File = Repository.PathOf("tests", "KieSaaS.Web.Tests", "Endpoints", "endpoints.txt");

    [Fact]
    public async Task The_manifest_is_what_the_portal_serves()
    {
        var served = portal.Endpoints.Select(line => line.ToString()).ToList();
        var listed = await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken);

        var difference = listed.Except(served, StringComparer.Ordinal).Select(line => "- " + line)
            .Concat(served.Except(listed, StringComparer.Ordinal).Select(line => "+ " + line)).ToList();

        Assert.True(difference.Count == 0, $"endpoints.txt and the portal differ (- listed, + served):\n{string.Join('\n', difference)}");
        Assert.Equal(served, listed);
    }

    [Fact]
    public void Every_endpoint_says_who_may_use_it() => Assert.Equal([], portal.Endpoints.Where(line => line.Access == EndpointLine.Undeclared).Select(line => line.ToString()));

    [Fact]
    public void A_post_by_a_signed_in_browser_is_checked_for_its_form_token() => Assert.Equal(
        [], portal.Endpoints.Where(line => line.TakesPosts && !line.IsFormChecked && line.Access is not (EndpointLine.Anyone or EndpointLine.Framework)).Select(line => line.ToString()));
}
