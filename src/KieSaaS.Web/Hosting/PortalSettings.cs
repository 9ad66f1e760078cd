using KieSaaS.Data;

namespace KieSaaS.Web.Hosting;

/// <summary>
/// Settings that nobody gave and that an installation can find for itself: addresses it has just learnt, and in Development
/// keys that lead to the sandbox. What is set wins, and nothing is invented outside Development.
/// </summary>
internal static class PortalSettings
{
    /// <summary>The name under which the sandbox's Stripe signs, and we check.</summary>
    public const string StripeSecretName = "stripe-webhook";

    public static IReadOnlyDictionary<string, string?> Complete(IConfiguration given, Installation installation, Uri address, bool isDevelopment)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Add("Public:BaseUrl", address.ToString());
        if (installation.SandboxUrl is { } sandbox)
        {
            Add("Sandbox:Url", sandbox.ToString());
            if (isDevelopment)
            {
                LeadToSandbox(sandbox.ToString().TrimEnd('/'));
            }
        }

        if (isDevelopment)
        {
            Add(MasterKey.Setting, installation.Directory.Secret("master-key"));
            Add("Net:AllowLoopback", "true");
        }

        return settings;

        void LeadToSandbox(string url)
        {
            if (given["KIE_API_KEY"] is not { Length: > 0 } && given["Kie:ApiKey"] is not { Length: > 0 })
            {
                settings["KIE_API_KEY"] = "sandbox";
                settings["KIE_MARKET_BASE_URL"] = url;
            }

            if (given["Stripe:ApiKey"] is not { Length: > 0 })
            {
                settings["Stripe:ApiKey"] = "sk_test_sandbox";
                settings["Stripe:ApiBase"] = url;
                settings["Stripe:WebhookSecrets:0"] = "whsec_" + installation.Directory.Secret(StripeSecretName);
            }
        }

        void Add(string key, string value)
        {
            if (given[key] is not { Length: > 0 })
            {
                settings[key] = value;
            }
        }
    }

    /// <summary>What the business asks for at start although a command that serves nothing never uses it.</summary>
    public static IReadOnlyDictionary<string, string?> ForOperator(IConfiguration given, Installation installation) => new Dictionary<string, string?>
    {
        [MasterKey.Setting] = given[MasterKey.Setting] is { Length: > 0 } key ? key : installation.Directory.Secret("operator-key"),
        ["Public:BaseUrl"] = given["Public:BaseUrl"] is { Length: > 0 } address ? address : "http://localhost",
    };

    /// <summary>
    /// True when live jobs go to the sandbox: the whole installation is a test, and every page says so. That happens in Development
    /// only, where no payment is real either.
    /// </summary>
    public static bool IsSandboxOnly(IConfiguration settings) =>
        Uri.TryCreate(settings["KIE_MARKET_BASE_URL"] ?? settings["Kie:MarketBaseUrl"], UriKind.Absolute, out var provider) && provider.IsLoopback;
}
