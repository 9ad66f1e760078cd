namespace KieSaaS.Billing.Stripe;

/// <summary>The settings of section "Stripe"; checked at start by <see cref="StripeOptionsValidation"/>.</summary>
internal sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary>The version of Stripe's contract that this client was written for.</summary>
    public const string Version = "2026-10-28.endive";

    public static readonly Uri Official = new("https://api.stripe.com"), OfficialCheckout = new("https://checkout.stripe.com");

    /// <summary>A secret (<c>sk_</c>) or restricted (<c>rk_</c>) key.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Signing secrets of our webhook endpoint: one, or two while one is being rolled.</summary>
    public IList<string> WebhookSecrets { get; set; } = [];

    /// <summary>Stripe itself, or the sandbox.</summary>
    public Uri ApiBase { get; set; } = Official;

    /// <summary>Where payment pages are; set it for an account with a domain of its own for them. Stripe's, or the sandbox's, when null.</summary>
    public Uri? CheckoutOrigin { get; set; }

    /// <summary>Lets a production installation run on test keys or on the sandbox, for rehearsals.</summary>
    public bool AllowTestKeys { get; set; }

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Further attempts after the first.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The first wait between attempts; it doubles, with jitter, up to <see cref="MaxRetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait between attempts.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);
}
