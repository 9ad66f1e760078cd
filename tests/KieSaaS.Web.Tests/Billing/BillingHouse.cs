using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KieSaaS.Billing;
using KieSaaS.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KieSaaS.Web.Tests.Billing;

/// <summary>A house that sells credits through a real sandbox.</summary>
public sealed class BillingHouse : TestHouse
{
    private const string Secret = "whsec_0123456789abcdef0123456789abcdef";

    public SandboxProcess Sandbox { get; private set; } = null!;

    public IConfiguration Configuration { get; private set; } = null!;

    /// <summary>Pays as the hosted page does.</summary>
    public async Task PayAsync(string session, long amount)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/v1/payment_pages/{session}/confirm")
        {
            Content = new FormUrlEncodedContent([new("payment_method", "pm_card_visa"), new("expected_amount", amount.ToString(CultureInfo.InvariantCulture))]),
        };
        message.Headers.Add("Authorization", "Bearer sk_test_raw");
        using var response = await Sandbox.Http.SendAsync(message);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public string Sign(byte[] body, string secret = Secret)
    {
        var time = Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(time + ".").Concat(body).ToArray());
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }

    public async Task ExecuteAsOwnerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connections.Owner!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Billing:WelcomeCredits", "0"),
        new("Billing:TestCredits", "100"),
        new("Public:BaseUrl", "http://localhost"),
        new("Stripe:ApiKey", "sk_test_0123456789"),
        new("Stripe:WebhookSecrets:0", Secret),
        new("Stripe:ApiBase", Sandbox.Address.AbsoluteUri),
    ];

    protected override async Task PrepareAsync() => Sandbox = await SandboxProcess.StartAsync();

    protected override async Task CloseAsync()
    {
        if (Sandbox is not null)
        {
            await Sandbox.DisposeAsync();
        }
    }

    protected override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        Configuration = configuration;
        services.AddMail();
        services.AddPayments(configuration);
    }
}
