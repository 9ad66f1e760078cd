using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KieSaaS.Mail;

/// <summary>Where people and providers reach this installation from outside; links in mail begin with it.</summary>
public sealed class PublicAddress
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Public";

    /// <summary>Such as https://portal.example.com. In Development http://localhost:5000 when it is not set.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>True when browsers reach the portal over TLS.</summary>
    public bool IsSecure => BaseUrl?.Scheme == Uri.UriSchemeHttps;

    /// <summary>The absolute address of a path with its query.</summary>
    public Uri Of(string pathAndQuery) => new(BaseUrl ?? throw new InvalidOperationException("Public:BaseUrl is not set."), pathAndQuery);
}

/// <summary>Fills in Development's address and refuses one that links cannot begin with.</summary>
internal sealed class PublicAddressRules(IHostEnvironment environment) : IPostConfigureOptions<PublicAddress>, IValidateOptions<PublicAddress>
{
    public void PostConfigure(string? name, PublicAddress options)
    {
        if (environment.IsDevelopment())
        {
            options.BaseUrl ??= new Uri("http://localhost:5000");
        }
    }

    public ValidateOptionsResult Validate(string? name, PublicAddress options) => options.BaseUrl switch
    {
        null => ValidateOptionsResult.Fail("Public:BaseUrl is not set: the address people open, such as https://portal.example.com."),
        { IsAbsoluteUri: true, Scheme: "https", AbsolutePath: "/" } => ValidateOptionsResult.Success,
        { IsAbsoluteUri: true, Scheme: "http", AbsolutePath: "/" } http when IsThisMachine(http) || environment.IsDevelopment() => ValidateOptionsResult.Success,
        { IsAbsoluteUri: true, Scheme: "http" } => ValidateOptionsResult.Fail("Public:BaseUrl must be https: session cookies are not sent over plain http except on this machine."),
        var other => ValidateOptionsResult.Fail($"Public:BaseUrl is '{other}', but must be an absolute http or https address without a path."),
    };

    // Browsers take every name below .localhost for this machine, and trust it with cookies as they do localhost itself.
    private static bool IsThisMachine(Uri address) => address.IsLoopback || address.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
