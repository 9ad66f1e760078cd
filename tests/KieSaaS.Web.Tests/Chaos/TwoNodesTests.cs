using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace KieSaaS.Web.Tests.Chaos;

/// <summary>Two portals on one database and one master key are one portal to whoever uses them.</summary>
[Collection(ChaosCollection.Name)]
public sealed partial class TwoNodesTests(TwoNodesTests.Nodes nodes) : IClassFixture<TwoNodesTests.Nodes>
{
    [Fact]
    public async Task A_session_and_a_form_of_one_node_are_good_at_the_other()
    {
        var tenant = await ApiTenant.AddAsync(nodes.First, 10);
        using var browser = new Browser();
        await browser.SignInAsync(nodes.First, tenant.Email, tenant.Password);
        var packs = await browser.ReadAsync(new Uri(nodes.First.Address, "/app/billing"));

        Assert.Contains("Chaos", await browser.ReadAsync(new Uri(nodes.Second.Address, "/app/billing")), StringComparison.Ordinal);
        var (status, next) = await browser.SubmitAsync(new Uri(nodes.Second.Address, "/app/billing/buy"), packs, ("pack", "starter"));

        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.StartsWith("/c/pay/", next!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_revoked_at_one_node_starts_nothing_at_the_other_and_reads_nothing_two_seconds_later()
    {
        var tenant = await ApiTenant.AddAsync(nodes.First, 100);
        var created = await tenant.CreateAsync(nodes.Second, "before the key was revoked");
        var taskId = created.Data.GetProperty("taskId").GetString()!;
        Assert.Equal(200, (await tenant.RecordAsync(nodes.Second, taskId)).Code);
        using var browser = new Browser();
        await browser.SignInAsync(nodes.First, tenant.Email, tenant.Password);
        var keys = await browser.ReadAsync(new Uri(nodes.First.Address, "/app/keys"));
        var page = new Uri(nodes.First.Address, RevokeLink().Match(keys).Value);

        var revoked = await browser.SubmitAsync(page, await browser.ReadAsync(page));

        Assert.Equal("/app/keys", revoked.Next?.AbsolutePath);
        Assert.Equal(401, (await tenant.CreateAsync(nodes.Second, "after the key was revoked")).Code);
        await Eventually.EqualAsync(401, async () => (await tenant.RecordAsync(nodes.Second, taskId)).Code, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Of_a_hundred_creates_over_both_nodes_on_a_balance_for_one_one_is_accepted()
    {
        var rich = await ApiTenant.AddAsync(nodes.First, 100);
        await rich.CreateAsync(nodes.First, "to learn the price");
        var price = 100 - await rich.CreditsAsync(nodes.Second);
        var tenant = await ApiTenant.AddAsync(nodes.First, price);
        var prompt = $"the only one {Guid.NewGuid():n}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => tenant.CreateAsync(i % 2 == 0 ? nodes.First : nodes.Second, prompt)));

        Assert.Equal("200: 1, 402: 99", string.Join(", ", answers.CountBy(answer => answer.Code).OrderBy(count => count.Key).Select(count => $"{count.Key.ToString(CultureInfo.InvariantCulture)}: {count.Value}")));
        Assert.Equal(0, await tenant.CreditsAsync(nodes.First));
        var taskId = answers.Single(answer => answer.Code == 200).Data.GetProperty("taskId").GetString()!;
        await Eventually.EqualAsync("success", async () => (await tenant.RecordAsync(nodes.Second, taskId)).Data.GetProperty("state").GetString());
        Assert.Single(await nodes.Sandbox.TasksAsync(), task => task.Input.GetProperty("prompt").GetString() == prompt);
        Assert.Equal(0, await tenant.CreditsAsync(nodes.Second));
        Assert.Equal(0, (await nodes.Second.RunCommandAsync("proof")).ExitCode);
    }

    [GeneratedRegex("/app/keys/[0-9a-f-]{36}/revoke", RegexOptions.None, 1000)]
    private static partial Regex RevokeLink();

    public sealed class Nodes : IAsyncLifetime
    {
        private readonly string _masterKey = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

        public SandboxProcess Sandbox { get; private set; } = null!;

        public PortalProcess First { get; private set; } = null!;

        public PortalProcess Second { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Sandbox = await SandboxProcess.StartAsync();
            var setup = new PortalSetup
            {
                Database = (await TestCluster.CloneAsync()).Owner,
                Sandbox = Sandbox.Address,
                Settings = new Dictionary<string, string> { ["Security:MasterKey"] = _masterKey, ["Billing:WelcomeCredits"] = "0" },
            };

            // At the same moment, as after a deployment.
            var started = await Task.WhenAll(PortalProcess.StartAsync(setup), PortalProcess.StartAsync(setup));
            (First, Second) = (started[0], started[1]);
        }

        public async ValueTask DisposeAsync()
        {
            await Task.WhenAll(First?.DisposeAsync().AsTask() ?? Task.CompletedTask, Second?.DisposeAsync().AsTask() ?? Task.CompletedTask);
            await Sandbox.DisposeAsync();
        }
    }
}
