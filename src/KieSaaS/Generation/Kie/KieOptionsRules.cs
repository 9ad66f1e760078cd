using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation.Kie;

/// <summary>What must hold before anything starts.</summary>
internal sealed class KieOptionsRules(IHostEnvironment environment) : IValidateOptions<KieOptions>
{
    private const int LeastSecretLength = 32;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, KieOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(KieOptions options)
    {
        if (!IsKieAddress(options.MarketBaseUrl))
        {
            yield return "KIE_MARKET_BASE_URL must be an https:// address (in Development also http:// on this machine): live jobs never go to a sandbox.";
        }

        if (!IsKieAddress(options.UploadBaseUrl))
        {
            yield return "KIE_UPLOAD_BASE_URL must be an https:// address (in Development also http:// on this machine).";
        }

        if (options.SandboxUrl is { } sandbox && Parse(sandbox) is null)
        {
            yield return "Sandbox:Url must be an http:// or https:// address.";
        }

        if (options.ApiKey is { } key && !key.All(c => c is > ' ' and <= '~'))
        {
            yield return "KIE_API_KEY has characters that a key cannot have: copy it again.";
        }

        if (options.CallbackSecret is { Length: < LeastSecretLength })
        {
            yield return $"KIE_CALLBACK_SECRET is shorter than {LeastSecretLength} characters: make a longer webhookHmacKey at Kie.";
        }

        if (options.ResultHosts is { } hosts && !KieResultHosts.AreNames(hosts))
        {
            yield return "Kie:ResultHosts takes host names such as file.example.com or *.example.com.";
        }

        if (options.CreateTimeout <= TimeSpan.Zero || options.ReadTimeout <= TimeSpan.Zero || options.DownloadTimeout <= TimeSpan.Zero || options.MaxResultBytes <= 0 || options.CreatesPerTenSeconds <= 0)
        {
            yield return "Kie:CreateTimeout, ReadTimeout, DownloadTimeout, MaxResultBytes and CreatesPerTenSeconds must be above zero.";
        }
    }

    private bool IsKieAddress(string text) => Parse(text) is { } uri && (uri.Scheme == "https" || (uri.IsLoopback && environment.IsDevelopment()));

    private static Uri? Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
