using KieSaaS.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace KieSaaS.Web.Tests.Hosting;

public sealed class PortalSettingsTests
{
    [Theory]
    [InlineData("KIE_MARKET_BASE_URL", "http://127.0.0.1:5100", true)]
    [InlineData("Kie:MarketBaseUrl", "http://localhost:5100", true)]
    [InlineData("KIE_MARKET_BASE_URL", "https://api.kie.ai", false)]
    [InlineData("KIE_MARKET_BASE_URL", "no address", false)]
    [InlineData("Sandbox:Url", "http://127.0.0.1:5100", false)]
    public void An_installation_is_a_test_when_its_live_jobs_stay_on_this_machine(string name, string value, bool expected)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

        Assert.Equal(expected, PortalSettings.IsSandboxOnly(settings));
    }
}
