using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using KieSaaS.Kernel;
using KieSaaS.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>
/// Whatever one tenant has is for another as if it were not there: the same status, the same words, nothing changed. A new route
/// with a parameter needs a case, or a line that says why its parameter names nothing of a tenant's.
/// </summary>
public sealed partial class OtherTenantTests(PortalHost portal) : IClassFixture<PortalHost>, IAsyncLifetime
{
    private TenantThings _first = null!;
    private PortalHost.Workspace _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await TenantThings.MakeAsync(portal);

        // The second workspace opens when the first has a month behind it that the second never had.
        portal.Services.GetRequiredService<ShiftedClock>().Advance(TimeSpan.FromDays(40));
        _second = await portal.OpenAsync("second", new Credits(500_000));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Every_route_with_a_parameter_has_a_case()
    {
        var cases = OtherTenantCases.Of(_first).Select(one => one.Endpoint).ToHashSet(StringComparer.Ordinal);
        var routes = portal.Endpoints.Where(line => line.Pattern.Contains('{', StringComparison.Ordinal)).ToList();

        Assert.Equal([], routes.Where(line => !OtherTenantCases.NamesNothingOfATenant.ContainsKey(line.Pattern))
            .SelectMany(line => line.Methods.Split(' '), (line, method) => $"{method} {line.Pattern}").Where(endpoint => !cases.Contains(endpoint)));
        Assert.Equal([], cases.Where(endpoint => !portal.Endpoints.Any(line => line.Methods.Split(' ').Any(method => endpoint == $"{method} {line.Pattern}"))));
        Assert.Equal([], OtherTenantCases.NamesNothingOfATenant.Keys.Except(routes.Select(line => line.Pattern), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Anothers_ids_are_answered_like_unknown_ones_and_nothing_changes()
    {
        using var owner = await portal.SignInAsync(_first.Workspace.Email, _first.Workspace.Password);
        using var other = await portal.SignInAsync(_second.Email, _second.Password);
        using var ownersProgram = portal.Program(_first.Workspace.Key);
        using var othersProgram = portal.Program(_second.Key);
        var wrong = new List<string>();
        var before = await portal.SnapshotAsync();
        foreach (var one in OtherTenantCases.Of(_first))
        {
            var client = one.IsProgram ? othersProgram : other;
            var (foreign, unknown) = (await AskAsync(client, one, one.Own), await AskAsync(client, one, one.Unknown));
            if (foreign != unknown)
            {
                wrong.Add($"{one}\n  another's: {foreign}\n  unknown:   {unknown}");
            }

            wrong.AddRange(_first.Names.Where(name => name != one.Own && foreign.Text.Contains(name, StringComparison.Ordinal)).Select(name => $"{one} shows {name}"));
        }

        wrong.AddRange(before.ChangesUntil(await portal.SnapshotAsync()));
        foreach (var one in OtherTenantCases.Of(_first).Where(one => one.OwnerSeesIt))
        {
            var client = one.IsProgram ? ownersProgram : owner;
            if (await AskAsync(client, one, one.Own) == await AskAsync(client, one, one.Unknown))
            {
                wrong.Add($"{one}: not even the owner sees a difference");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_a_form_calls_itself_is_its_tenants_own_business()
    {
        using var other = await portal.SignInAsync(_second.Email, _second.Password);
        var before = await portal.SnapshotAsync("billing_orders", "identity_api_keys", "generation_counters", "audit_entries", "data_protection_keys");

        var key = await PostAsync(other, "/app/keys/new", $"_handler=new-key&Input.Name=mine&Input.Id={_first.Workspace.KeyId}");
        var order = await PostAsync(other, "/app/billing/buy", $"pack=studio&intent={_first.Intent}");

        Assert.Equal(HttpStatusCode.OK, key.StatusCode);
        Assert.Contains("kie_live_", await key.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/app/billing?refused=billing.payments-unavailable", order.Headers.Location?.OriginalString);
        Assert.Equal(2, await portal.ScalarAsync("select count(*) from identity_api_keys where tenant_id = $1", _second.Tenant.Value));
        Assert.Equal(1, await portal.ScalarAsync("select count(*) from billing_orders where tenant_id = $1", _second.Tenant.Value));
        Assert.Equal(1, await portal.ScalarAsync("select count(*) from billing_orders where tenant_id = $1", _first.Workspace.Tenant.Value));
        Assert.Equal([], before.ChangesUntil(await portal.SnapshotAsync("billing_orders", "identity_api_keys", "generation_counters", "audit_entries", "data_protection_keys")));
    }

    private static async Task<Answer> AskAsync(HttpClient client, OtherTenantCase one, string name)
    {
        var address = one.Address.Replace("{0}", Uri.EscapeDataString(name), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(one.Endpoint.Split(' ')[0]), address);
        if (OtherTenantCases.BodyOf(one, name) is { } body)
        {
            request.Content = one.IsProgram ? new StringContent(body, Encoding.UTF8, "application/json") : await FormAsync(client, body);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)answer.StatusCode, answer.Headers.Location?.OriginalString, Plain(await answer.Content.ReadAsStringAsync(), address, name));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string fields) => await client.PostAsync(address, await FormAsync(client, fields));

    private static async Task<StringContent> FormAsync(HttpClient client, string fields) => new(
        $"__RequestVerificationToken={Uri.EscapeDataString(await PortalHost.FormTokenAsync(client))}&{fields}", Encoding.ASCII, "application/x-www-form-urlencoded");

    // What is new in every answer, and the name that was asked for where it is repeated, tell nothing. Short names stand in other words too.
    private static string Plain(string text, string address, string name)
    {
        var plain = Fresh().Replace(text, "…").Replace(address, "…", StringComparison.Ordinal).Replace(WebUtility.HtmlEncode(address), "…", StringComparison.Ordinal);
        return name.Length < 6 ? plain : plain.Replace(name, "…", StringComparison.Ordinal);
    }

    // The head of an error page is drawn with who is signed in, or before that is known.
    [GeneratedRegex("<!--Blazor.*?-->|\"traceId\":\"[^\"]*\"|name=\"__RequestVerificationToken\"[^>]*>|name=\"intent\"[^>]*>|nonce=\"[^\"]*\"", RegexOptions.Singleline, 1000)]
    private static partial Regex Fresh();

    private sealed record Answer(int Status, string? Location, string Text);
}
