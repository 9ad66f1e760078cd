using KieSaaS.Generation;
using KieSaaS.Generation.Kie;
using KieSaaS.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KieSaaS.Tests.Generation.Kie;

public sealed class KieOptionsTests
{
    [Fact]
    public void The_usual_names_are_accepted_and_our_own_win()
    {
        using var host = Build(
            ("KIE_API_KEY", "usual"), ("KIE_MARKET_BASE_URL", "https://market.example"), ("KIE_UPLOAD_BASE_URL", "https://upload.example"),
            ("KIE_CALLBACK_SECRET", new string('s', 32)), ("Sandbox:Url", "http://127.0.0.1:5080"), ("Kie:ApiKey", "own"));
        var options = host.Services.GetRequiredService<IOptions<KieOptions>>().Value;
        Assert.Equal(
            ("own", "https://market.example", "https://upload.example", new string('s', 32), "http://127.0.0.1:5080"),
            (options.ApiKey, options.MarketBaseUrl, options.UploadBaseUrl, options.CallbackSecret, options.SandboxUrl));
    }

    [Fact]
    public void Without_settings_kie_is_kie_and_nothing_is_live()
    {
        using var host = Build(("KIE_API_KEY", " "));
        var options = host.Services.GetRequiredService<IOptions<KieOptions>>().Value;
        Assert.Equal(("https://api.kie.ai", "https://kieai.redpandaai.co", null), (options.MarketBaseUrl, options.UploadBaseUrl, options.ApiKey));

        var providers = host.Services.GetRequiredService<Providers>();
        Assert.False(providers.Has(Mode.Live) || providers.Has(Mode.Test));
        Assert.Contains("KIE_API_KEY", Assert.Throws<InvalidOperationException>(() => providers.For(Mode.Live)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_mode_has_its_own_provider()
    {
        using var host = Build(("KIE_API_KEY", "key"), ("Sandbox:Url", "http://127.0.0.1:5080"));
        var providers = host.Services.GetRequiredService<Providers>();
        Assert.Equal(("kie", "sandbox"), (providers.For(Mode.Live).Name, providers.For(Mode.Test).Name));
    }

    [Theory]
    [InlineData("KIE_MARKET_BASE_URL", "http://api.kie.ai", "KIE_MARKET_BASE_URL")]
    [InlineData("KIE_MARKET_BASE_URL", "api.kie.ai", "KIE_MARKET_BASE_URL")]
    [InlineData("KIE_UPLOAD_BASE_URL", "ftp://x", "KIE_UPLOAD_BASE_URL")]
    [InlineData("KIE_CALLBACK_SECRET", "short", "KIE_CALLBACK_SECRET")]
    [InlineData("KIE_API_KEY", "two words", "KIE_API_KEY")]
    [InlineData("Sandbox:Url", "127.0.0.1:5080", "Sandbox:Url")]
    [InlineData("Kie:ResultHosts:0", "https://x", "ResultHosts")]
    [InlineData("Kie:CreateTimeout", "00:00:00", "CreateTimeout")]
    public async Task A_wrong_setting_stops_the_start_and_names_the_cure(string name, string value, string named)
    {
        using var host = Build((name, value));
        Assert.Contains(named, (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())).Message, StringComparison.Ordinal);
    }

    private static IHost Build(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value)));
        builder.Services.AddKie();
        return builder.Build();
    }
}
