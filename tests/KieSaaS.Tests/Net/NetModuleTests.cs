using KieSaaS.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KieSaaS.Tests.Net;

public sealed class NetModuleTests
{
    [Theory]
    [InlineData("Development", true)]
    [InlineData("Staging", false)]
    [InlineData("Production", false)]
    public void Only_development_honours_the_loopback_setting(string environment, bool isAllowed)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection([new("Net:AllowLoopback", "true")]);
        builder.Services.AddNet();
        using var host = builder.Build();
        Assert.Equal(isAllowed, host.Services.GetRequiredService<GuardedAddress>().Check("http://127.0.0.1:9/").Succeeded);
    }
}
