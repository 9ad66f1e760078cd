using Microsoft.Extensions.Configuration;

namespace KieSaaS.Catalog.Sync;

/// <summary>Whose models and prices are read: the live account's where there is a key, else the sandbox's.</summary>
/// <param name="Name">"kie" or "sandbox"; null for nobody.</param>
/// <param name="Url">The API, with a slash at the end.</param>
/// <param name="ApiKey">The account's key.</param>
internal sealed record UpstreamAddress(string? Name, Uri? Url, string ApiKey)
{
    private const string Kie = "https://api.kie.ai";

    /// <summary>By the same settings as live and test jobs.</summary>
    public static UpstreamAddress Read(IConfiguration settings)
    {
        if (Given(settings["Kie:ApiKey"]) is { } key || (key = Given(settings["KIE_API_KEY"])) is not null)
        {
            return new("kie", Base(Given(settings["Kie:MarketBaseUrl"]) ?? Given(settings["KIE_MARKET_BASE_URL"]) ?? Kie), key);
        }

        return Given(settings["Kie:SandboxUrl"]) is { } url || (url = Given(settings["Sandbox:Url"])) is not null
            ? new("sandbox", Base(url), "kiesaas-test")
            : new(null, null, "");
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Uri Base(string text) => new(text.TrimEnd('/') + "/");
}
