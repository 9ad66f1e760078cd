using Microsoft.Extensions.Configuration;

namespace KieSaaS.Generation.Kie;

/// <summary>
/// How Kie and its sandbox are reached. Each value is <c>Kie:…</c>; the names that other tools use for it
/// (<c>KIE_API_KEY</c> and so on) are accepted too.
/// </summary>
internal sealed class KieOptions
{
    public const string Section = "Kie";

    /// <summary>Our key at Kie (<c>KIE_API_KEY</c>); without it there are no live jobs.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Kie's API (<c>KIE_MARKET_BASE_URL</c>).</summary>
    public string MarketBaseUrl { get; set; } = "https://api.kie.ai";

    /// <summary>Kie's upload host (<c>KIE_UPLOAD_BASE_URL</c>).</summary>
    public string UploadBaseUrl { get; set; } = "https://kieai.redpandaai.co";

    /// <summary>Kie's webhookHmacKey (<c>KIE_CALLBACK_SECRET</c>), at least 32 characters; without it callbacks are not signed.</summary>
    public string? CallbackSecret { get; set; }

    /// <summary>Hosts that results are fetched from; "*.name" stands for every name below it. Null for Kie's own.</summary>
    public string[]? ResultHosts { get; set; }

    /// <summary>How many creates the account takes in ten seconds; more are dropped by Kie, so they wait here (kie-api.md, section 5).</summary>
    public int CreatesPerTenSeconds { get; set; } = 20;

    /// <summary>How long a create may take before its outcome counts as unknown.</summary>
    public TimeSpan CreateTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one question about a task may take.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one result may take to arrive.</summary>
    public TimeSpan DownloadTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The biggest result that is fetched, in bytes.</summary>
    public long MaxResultBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The sandbox (<c>Sandbox:Url</c>); without it there are no test jobs.</summary>
    public string? SandboxUrl { get; set; }

    /// <summary>What the sandbox signs callbacks with (<c>Sandbox:CallbackKey</c>); null when it does not.</summary>
    public string? SandboxCallbackSecret { get; set; }

    /// <summary>Takes every value by all its names; <c>Kie:…</c> wins over the names that other tools use.</summary>
    public void Read(IConfiguration settings)
    {
        ApiKey = settings["KIE_API_KEY"];
        MarketBaseUrl = settings["KIE_MARKET_BASE_URL"] ?? MarketBaseUrl;
        UploadBaseUrl = settings["KIE_UPLOAD_BASE_URL"] ?? UploadBaseUrl;
        CallbackSecret = settings["KIE_CALLBACK_SECRET"];
        SandboxUrl = settings["Sandbox:Url"];
        SandboxCallbackSecret = settings["Sandbox:CallbackKey"];
        settings.GetSection(Section).Bind(this);

        // An empty environment variable means that there is none.
        ApiKey = NullIfEmpty(ApiKey);
        CallbackSecret = NullIfEmpty(CallbackSecret);
        SandboxUrl = NullIfEmpty(SandboxUrl);
        SandboxCallbackSecret = NullIfEmpty(SandboxCallbackSecret);
    }

    /// <summary>The account for live jobs, or null without a key.</summary>
    public KieConnection? Live() => ApiKey is not { } key ? null
        : new Uri(MarketBaseUrl) is { IsLoopback: true } sandbox ? Connect("sandbox", MarketBaseUrl, key, KieResultHosts.OfSandbox(sandbox))
        : Connect("kie", MarketBaseUrl, key, KieResultHosts.Of(ResultHosts ?? KieResultHosts.Kie));

    /// <summary>The sandbox for test jobs, or null without its address. It lets in any key.</summary>
    public KieConnection? Test() => SandboxUrl is { } url ? Connect("sandbox", url, "kiesaas-test", KieResultHosts.OfSandbox(new Uri(url))) : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private KieConnection Connect(string name, string baseUrl, string key, KieResultHosts hosts) =>
        new(name, new Uri(baseUrl.TrimEnd('/') + "/"), key, hosts)
        {
            CreateTimeout = CreateTimeout,
            ReadTimeout = ReadTimeout,
            DownloadTimeout = DownloadTimeout,
            MaxResultBytes = MaxResultBytes,
        };
}

/// <summary>One account at Kie, or the sandbox.</summary>
/// <param name="Name">As attempts keep it.</param>
/// <param name="BaseAddress">The API, with a slash at the end.</param>
/// <param name="ApiKey">The account's key.</param>
/// <param name="ResultHosts">Where results may be fetched.</param>
internal sealed record KieConnection(string Name, Uri BaseAddress, string ApiKey, KieResultHosts ResultHosts)
{
    public TimeSpan CreateTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromMinutes(10);

    public long MaxResultBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}
