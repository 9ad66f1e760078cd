using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace KieSaaS.Tests.Billing.Stripe;

/// <summary>An environment of a given name.</summary>
internal sealed class TestEnvironment(string name = "Development") : IHostEnvironment
{
    public string EnvironmentName { get; set; } = name;

    public string ApplicationName { get; set; } = "KieSaaS";

    public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
