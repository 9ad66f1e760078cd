using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Billing.Purchases;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tests.Billing.Stripe;
using KieSaaS.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KieSaaS.Tests.Billing;

/// <summary>
/// A house that sells credits through a real sandbox. The sandbox posts its signed notices to a catcher; a test decides when, in what
/// order and how often each reaches the house.
/// </summary>
public sealed class PurchaseHouse : TestHouse
{
    internal const string Secret = "whsec_0123456789abcdef0123456789abcdef";

    private WebhookCatcher _catcher = null!;

    internal SandboxProcess Sandbox { get; private set; } = null!;

    internal Task<Result<BuyCredits.Answer>> BuyAsync(TenantId tenant, string pack = "studio", Guid? intent = null, Mode mode = Mode.Live, KieSaaS.Tenancy.Role role = KieSaaS.Tenancy.Role.Owner) =>
        AsMemberAsync(tenant, (BuyCredits buy) => buy.RunAsync(Question(pack, intent), CancellationToken.None), role, mode);

    internal static BuyCredits.Question Question(string pack, Guid? intent) => new(
        pack, intent ?? Guid.CreateVersion7(), "anna@example.com", "en");

    /// <summary>An order with an open payment page.</summary>
    internal async Task<(Guid Order, string Session)> OrderAsync(TenantId tenant, string pack = "studio")
    {
        var bought = (await BuyAsync(tenant, pack)).Value!;
        return (bought.OrderId, await SessionOfAsync(bought.OrderId));
    }

    internal Task<string> SessionOfAsync(Guid order) => ScalarAsync<string>("select session_id from billing_orders where id = $1", order);

    /// <summary>Pays as the hosted page does.</summary>
    internal async Task PayAsync(string session, string method = "pm_card_visa", long amount = 2500)
    {
        var (status, body) = await CallAsync($"/v1/payment_pages/{session}/confirm", new() { ["payment_method"] = method, ["expected_amount"] = amount.ToString(CultureInfo.InvariantCulture) });
        Assert.True(status == 200, body);
    }

    /// <summary>A call to the sandbox's Stripe past our own client.</summary>
    internal async Task<(int Status, string Body)> CallAsync(string path, Dictionary<string, string> form)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        message.Headers.Add("Authorization", "Bearer sk_test_raw");
        using var response = await Sandbox.Http.SendAsync(message);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    internal async Task SettleAsync(string session, string outcome) =>
        (await Sandbox.Http.PostAsJsonAsync($"/_sandbox/stripe/sessions/{session}/settle", new { outcome })).EnsureSuccessStatusCode();

    internal async Task PlanAsync(params object[] faults) => (await Sandbox.Http.PostAsJsonAsync("/_sandbox/stripe/faults", faults)).EnsureSuccessStatusCode();

    internal async Task ClearFaultsAsync() => (await Sandbox.Http.DeleteAsync("/_sandbox/stripe/faults")).EnsureSuccessStatusCode();

    internal async Task<IReadOnlyList<JsonNode>> RequestsAsync() => [.. (await Sandbox.Http.GetFromJsonAsync<JsonArray>("/_sandbox/stripe/requests"))!.Select(one => one!)];

    /// <summary>The body of the notice as the sandbox sent it, and a signature that is fresh by both clocks.</summary>
    internal async Task<byte[]> NoticeAsync(string session, string type = "checkout.session.completed")
    {
        bool Is(WebhookCatcher.Caught caught) => caught.Type == type && (string?)caught.Json["data"]!["object"]!["id"] == session;
        return (await _catcher.WaitAsync(all => all.Any(Is))).First(Is).Body;
    }

    /// <summary>The notice exactly as it came, with the signature it came with.</summary>
    internal async Task<(byte[] Body, string? Signature)> AsSentAsync(string session, string type = "checkout.session.completed")
    {
        var body = await NoticeAsync(session, type);
        return (body, _catcher.All.First(caught => caught.Body.SequenceEqual(body)).Signature);
    }

    internal async Task<Result<ReceivePaymentNotice.Receipt>> DeliverAsync(byte[] body, string? signature = null) =>
        await AsPlatformAsync((ReceivePaymentNotice receive) => receive.RunAsync(body, signature ?? Sign(body), CancellationToken.None));

    /// <summary>The same happening as the provider may tell it again under another id.</summary>
    internal static byte[] WithAnotherId(byte[] body)
    {
        var json = JsonNode.Parse(body)!;
        json["id"] = "evt_again_" + Guid.NewGuid().ToString("n");
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    internal string Sign(byte[] body, string secret = Secret)
    {
        var time = Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(time + ".").Concat(body).ToArray());
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }

    internal Task<Result<OrderView>> CheckAsync(TenantId tenant, Guid order, Mode mode = Mode.Live) =>
        AsMemberAsync(tenant, (CheckOrder check) => check.RunAsync(order, CancellationToken.None), mode: mode);

    internal Task ReconcileAsync() => InTransactionAsync(async services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        db.Enqueue(new ReconcileOrders(), Clock.GetUtcNow());
        await db.SaveChangesAsync();
    });

    /// <summary>Both clocks, ours and the provider's.</summary>
    internal async Task AdvanceAsync(TimeSpan by)
    {
        await Sandbox.AdvanceAsync(by);
        Clock.Advance(by);
    }

    internal async Task<Credits> BalanceAsync(TenantId tenant, Mode mode = Mode.Live) =>
        (await AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None), mode: mode)).Balance;

    /// <summary>As the owner of the tables: what the logins may do.</summary>
    internal Task ExecuteAsOwnerAsync(string sql) => ExecuteAsync(Connections.Owner!, sql);

    /// <summary>Puts one order into a state that a crash would leave.</summary>
    internal async Task ChangeOrderAsync(Guid order, string change) =>
        Assert.Equal(1, await ExecuteAsync(Connections.Platform, $"update billing_orders set {change} where id = '{order}'"));

    private static async Task<int> ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Billing:WelcomeCredits", "0"),
        new("Billing:TestCredits", "100"),
        new("Stripe:ApiKey", "sk_test_0123456789"),
        new("Stripe:WebhookSecrets:0", Secret),
        new("Stripe:ApiBase", Sandbox.Address.AbsoluteUri),
        new("Stripe:MaxRetries", "1"),
        new("Stripe:RetryDelay", "00:00:00.010"),
        new("Stripe:MaxRetryDelay", "00:00:00.020"),
    ];

    protected override async Task PrepareAsync()
    {
        Sandbox = await SandboxProcess.StartAsync();
        _catcher = await WebhookCatcher.StartAsync();
        (await Sandbox.Http.PutAsJsonAsync("/_sandbox/stripe/webhook", new { url = _catcher.Address, secret = Secret })).EnsureSuccessStatusCode();
    }

    protected override async Task CloseAsync()
    {
        if (_catcher is not null)
        {
            await _catcher.DisposeAsync();
        }

        if (Sandbox is not null)
        {
            await Sandbox.DisposeAsync();
        }
    }

    protected override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddMail();
        services.AddPayments(configuration);
    }
}
