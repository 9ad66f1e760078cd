using Microsoft.AspNetCore.HttpOverrides;

namespace KieSaaS.Web.Hosting;

/// <summary>Forwarded headers count only from proxies that the settings name; anybody else's are ignored.</summary>
internal static class PortalProxy
{
    public const string Setting = "Proxy:Networks";

    public static void Configure(WebApplicationBuilder builder) => builder.Services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in (builder.Configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }
    });
}
