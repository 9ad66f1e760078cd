using System.Text.Json.Nodes;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Operator;
using KieSaaS.Web.Tests.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Operator;

public sealed class TenantCommandTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private static string Email => $"ada-{Guid.NewGuid():n}@portal.test";

    [Fact]
    public async Task Credits_to_begin_with_are_a_grant_like_any_other_and_stand_in_the_audit_log()
    {
        var answer = (await AskAsync(services => TenantCommand.OpenAsync(services, "Acme", Email, new Credits(12_500_000), keyMode: null, CancellationToken.None))).Value!;
        var tenant = Guid.Parse(answer["tenantId"]!.GetValue<string>());

        Assert.Equal("12.5", answer["credits"]!.GetValue<string>());
        Assert.Equal(12_500_000, await portal.ScalarAsync("select balance from billing_wallets where tenant_id = $1 and mode = 'Live'", tenant));
        Assert.Equal("Opening credits", await portal.QueryAsync<string>("select note from billing_ledger_transactions where tenant_id = $1", tenant));
        Assert.Equal("operator", await portal.QueryAsync<string>("select actor from audit_entries where tenant_id = $1 and action = 'credits.granted'", tenant));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.0000001")]
    [InlineData("1000000.1")]
    public async Task A_wrong_amount_is_refused_before_anything_is_opened(string credits)
    {
        var before = await portal.SnapshotAsync();

        var refusal = (await AskAsync(services => TenantCommand.RunAsync(services, "Acme", Email, credits, keyMode: null, CancellationToken.None))).Refusal!;

        Assert.Equal("credits", refusal.Field);
        Assert.Equal([], before.ChangesUntil(await portal.SnapshotAsync()));
    }

    private async Task<Result<JsonObject>> AskAsync(Func<IServiceProvider, Task<Result<JsonObject>>> ask)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("operator");
        return await ask(scope.ServiceProvider);
    }
}
