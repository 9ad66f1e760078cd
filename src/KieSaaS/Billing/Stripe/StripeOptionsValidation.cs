using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KieSaaS.Billing.Stripe;

/// <summary>
/// Refuses to start on settings that would take real money in a rehearsal, or play money in production.
/// Each message names the setting and the cure and never repeats a secret.
/// </summary>
internal sealed class StripeOptionsValidation(IHostEnvironment environment) : IValidateOptions<StripeOptions>
{
    public ValidateOptionsResult Validate(string? name, StripeOptions options)
    {
        var failures = KeyFailures(options).Concat(BaseFailures(options)).Concat(SecretFailures(options)).Concat(RetryFailures(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> KeyFailures(StripeOptions options)
    {
        switch (KindOf(options.ApiKey))
        {
            case KeyKind.Missing:
                yield return "Stripe:ApiKey is not set. Set it to a secret or restricted key of your Stripe account (sk_test_…, rk_test_…, sk_live_…, rk_live_…).";
                break;
            case KeyKind.Unrecognised:
                yield return "Stripe:ApiKey is not a secret or restricted key. It must start with sk_test_, rk_test_, sk_live_ or rk_live_; a publishable key (pk_…) does not work here.";
                break;
            case KeyKind.Live when !environment.IsProduction():
                yield return $"Stripe:ApiKey is a live key, but the environment is {environment.EnvironmentName}. Use a test key (sk_test_…), or set ASPNETCORE_ENVIRONMENT=Production.";
                break;
            case KeyKind.Test when environment.IsProduction() && !options.AllowTestKeys:
                yield return "Stripe:ApiKey is a test key, but the environment is Production. Set a live key (sk_live_…), or Stripe:AllowTestKeys=true for a rehearsal.";
                break;
        }
    }

    private IEnumerable<string> BaseFailures(StripeOptions options)
    {
        if (options.ApiBase is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            yield return $"Stripe:ApiBase is not a web address. Leave it out for {StripeOptions.Official}, or give the sandbox's address such as http://127.0.0.1:5100.";
            yield break;
        }

        var official = address.Scheme == StripeOptions.Official.Scheme && address.Authority == StripeOptions.Official.Authority;
        if (official)
        {
            yield break;
        }

        if (environment.IsProduction() && !options.AllowTestKeys)
        {
            yield return $"Stripe:ApiBase is {address}, but the environment is Production. Remove it to use {StripeOptions.Official}, or set Stripe:AllowTestKeys=true for a rehearsal.";
        }

        if (KindOf(options.ApiKey) == KeyKind.Live)
        {
            yield return $"Stripe:ApiKey is a live key and would be sent to {address}. Remove Stripe:ApiBase, or use a test key.";
        }
    }

    private static IEnumerable<string> SecretFailures(StripeOptions options)
    {
        if (options.WebhookSecrets.Count == 0)
        {
            yield return "Stripe:WebhookSecrets is empty, so no notice of a payment could be trusted. Set Stripe:WebhookSecrets:0 to the signing secret (whsec_…) of your webhook endpoint.";
        }

        for (var i = 0; i < options.WebhookSecrets.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(options.WebhookSecrets[i]))
            {
                yield return $"Stripe:WebhookSecrets:{i} is empty. Set it to a signing secret (whsec_…), or remove it.";
            }
            else if (!options.WebhookSecrets[i].StartsWith("whsec_", StringComparison.Ordinal))
            {
                yield return $"Stripe:WebhookSecrets:{i} is not a signing secret. It must start with whsec_; copy it from the webhook endpoint in Stripe's dashboard.";
            }
        }
    }

    private static IEnumerable<string> RetryFailures(StripeOptions options)
    {
        if (options.MaxRetries is < 0 or > 10)
        {
            yield return $"Stripe:MaxRetries is {options.MaxRetries}. Set it to 0 to 10.";
        }

        if (options.AttemptTimeout < TimeSpan.FromSeconds(1) || options.AttemptTimeout > TimeSpan.FromSeconds(80))
        {
            yield return $"Stripe:AttemptTimeout is {options.AttemptTimeout}. Set it to 00:00:01 to 00:01:20.";
        }

        if (options.RetryDelay <= TimeSpan.Zero || options.MaxRetryDelay < options.RetryDelay)
        {
            yield return "Stripe:RetryDelay must be above zero and at most Stripe:MaxRetryDelay. Remove both for the defaults.";
        }
    }

    private static KeyKind KindOf(string? key) => key switch
    {
        null => KeyKind.Missing,
        _ when string.IsNullOrWhiteSpace(key) => KeyKind.Missing,
        _ when Starts(key, "sk_test_") || Starts(key, "rk_test_") => KeyKind.Test,
        _ when Starts(key, "sk_live_") || Starts(key, "rk_live_") => KeyKind.Live,
        _ => KeyKind.Unrecognised,
    };

    private static bool Starts(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal) && key.Length > prefix.Length;

    private enum KeyKind
    {
        Missing,
        Unrecognised,
        Test,
        Live,
    }
}
