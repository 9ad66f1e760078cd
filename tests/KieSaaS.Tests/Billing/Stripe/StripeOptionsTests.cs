using KieSaaS.Billing.Stripe;

namespace KieSaaS.Tests.Billing.Stripe;

public sealed class StripeOptionsTests
{
    [Theory]
    [InlineData("Development", "sk_test_1", "https://api.stripe.com", false)]
    [InlineData("Development", "rk_test_1", "http://127.0.0.1:5100", false)]
    [InlineData("Production", "sk_live_1", "https://api.stripe.com", false)]
    [InlineData("Production", "rk_live_1", "https://api.stripe.com/", false)]
    [InlineData("Production", "sk_test_1", "http://sandbox:5100", true)]
    public void These_settings_start(string environment, string key, string apiBase, bool allowTestKeys) =>
        Assert.Empty(Failures(environment, key, apiBase, allowTestKeys, "whsec_1"));

    [Theory]
    [InlineData("Development", "", "https://api.stripe.com", false, "Stripe:ApiKey")]
    [InlineData("Development", "pk_test_1", "https://api.stripe.com", false, "Stripe:ApiKey")]
    [InlineData("Development", "sk_test_", "https://api.stripe.com", false, "Stripe:ApiKey")]
    [InlineData("Development", "sk_live_1", "https://api.stripe.com", false, "Stripe:ApiKey")]
    [InlineData("Production", "sk_test_1", "https://api.stripe.com", false, "Stripe:AllowTestKeys")]
    [InlineData("Production", "sk_live_1", "https://api.stripe.com.evil.example", false, "Stripe:ApiBase")]
    [InlineData("Production", "sk_live_1", "http://api.stripe.com", false, "Stripe:ApiBase")]
    [InlineData("Production", "sk_live_1", "http://127.0.0.1:5100", true, "Stripe:ApiBase")]
    [InlineData("Development", "sk_test_1", "ftp://files.example", false, "Stripe:ApiBase")]
    public void These_settings_refuse_to_start_and_say_which(string environment, string key, string apiBase, bool allowTestKeys, string setting)
    {
        var failures = Failures(environment, key, apiBase, allowTestKeys, "whsec_1");
        Assert.Contains(failures, failure => failure.Contains(setting, StringComparison.Ordinal));
        Assert.DoesNotContain(failures, failure => key.Length > 8 && failure.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("whsec_1", " ")]
    [InlineData("secret")]
    public void A_webhook_secret_that_is_none_refuses_to_start(params string[] secrets) =>
        Assert.Contains("Stripe:WebhookSecrets", Assert.Single(Failures("Development", "sk_test_1", "https://api.stripe.com", false, secrets)), StringComparison.Ordinal);

    private static List<string> Failures(string environment, string key, string apiBase, bool allowTestKeys, params string[] secrets)
    {
        var options = new StripeOptions { ApiKey = key, ApiBase = new Uri(apiBase), AllowTestKeys = allowTestKeys, WebhookSecrets = secrets };
        return [.. new StripeOptionsValidation(new TestEnvironment(environment)).Validate(null, options).Failures ?? []];
    }
}
