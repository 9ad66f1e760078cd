using System.Text;
using System.Text.Json;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>Many at once for the last credits, through the portal's own door.</summary>
public sealed class LastCreditTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const string Path = "/api/v1/jobs/createTask", Fox = """{"model":"google/nano-banana","input":{"prompt":"a red fox"}}""";

    [Fact]
    public async Task Of_a_hundred_creates_at_once_on_the_price_of_one_exactly_one_is_taken()
    {
        var rich = await portal.OpenAsync("rich", Credits.Of(1000));
        using var first = portal.Program(rich.Key);
        Assert.Equal(200, await CreateAsync(first));
        var price = new Credits(await portal.ScalarAsync("select held from billing_wallets where tenant_id = $1 and mode = 'Live'", rich.Tenant.Value));
        var poor = await portal.OpenAsync("poor", price);
        using var program = portal.Program(poor.Key);

        var codes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => CreateAsync(program)));

        Assert.Equal(1, codes.Count(code => code == 200));
        Assert.Equal(99, codes.Count(code => code == 402));
        Assert.Equal(1, await portal.ScalarAsync("select count(*) from generation_jobs where tenant_id = $1", poor.Tenant.Value));
        Assert.Equal(1, await portal.ScalarAsync("select count(*) from work_items where tenant_id = $1 and kind = 'generation.submit'", poor.Tenant.Value));
        Assert.Equal(0, await portal.ScalarAsync("select balance - held from billing_wallets where tenant_id = $1 and mode = 'Live'", poor.Tenant.Value));
    }

    private static async Task<int> CreateAsync(HttpClient program)
    {
        using var answer = await program.PostAsync(Path, new StringContent(Fox, Encoding.UTF8, "application/json"));
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("code").GetInt32();
    }
}
