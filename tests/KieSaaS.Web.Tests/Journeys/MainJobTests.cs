using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KieSaaS.Web.Tests.Chaos;

namespace KieSaaS.Web.Tests.Journeys;

/// <summary>
/// The product's main job over plain HTTP, from an empty installation: sign up, buy, make a key, generate, read the books,
/// print the month; then staff change a price. No script runs, no browser is needed.
/// </summary>
[Collection(ChaosCollection.Name)]
public sealed partial class MainJobTests
{
    private const string Email = "ada@example.com", Password = "an ordinary long password";

    [Fact]
    public async Task The_whole_main_job_works_over_plain_http_and_the_books_agree_to_the_micro_credit()
    {
        Prerequisite.Program("pdftotext", "poppler-utils");
        await using var portal = await PortalProcess.StartAsync();
        using var ada = new Browser();

        await SignUpAsync(portal, ada);
        using var api = Api(portal, await CreateKeyAsync(portal, ada));
        Assert.Equal(50m, await CreditsAsync(api));

        await ada.BuyStarterAsync(portal);
        await Eventually.EqualAsync(550m, () => CreditsAsync(api));

        var picture = await CreateAsync(api, "google/nano-banana", new JsonObject { ["prompt"] = "a lighthouse at dusk" });
        var video = await CreateAsync(api, "kling-2-6-text-to-video", new JsonObject { ["prompt"] = "waves", ["duration"] = "5", ["sound"] = false, ["aspect_ratio"] = "16:9" });
        var failed = await CreateAsync(api, "google/nano-banana", new JsonObject { ["prompt"] = "broken [fail]" });

        Assert.Equal("4", await EndedAsync(api, picture));
        Assert.Equal("55", await EndedAsync(api, video));
        Assert.Equal("0", await EndedAsync(api, failed));
        Assert.Equal(491m, await CreditsAsync(api));
        await TheFileIsAPictureAsync(api, picture);

        Assert.Equal(
            ["Capture -4.000000", "Capture -55.000000", "Grant 50.000000", "Purchase 500.000000"],
            (await LedgerAsync(portal, ada)).Select(line => $"{line.Kind} {line.Change.ToString("F6", CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal));
        await TheStatementAgreesAsync(portal, ada);

        await StaffRaiseThePriceAsync(portal);
        var dearer = await CreateAsync(api, "google/nano-banana", new JsonObject { ["prompt"] = "the new price" });
        Assert.Equal("6", await EndedAsync(api, dearer));
        Assert.Equal("4", await EndedAsync(api, picture));
        Assert.Equal(485m, await CreditsAsync(api));

        var proof = await portal.RunCommandAsync("proof");
        Assert.True(proof.ExitCode == 0, proof.Errors);
    }

    private static async Task SignUpAsync(PortalProcess portal, Browser ada)
    {
        var form = await ada.ReadAsync(new Uri(portal.Address, "/account/sign-up"));
        var (status, _) = await ada.SubmitAsync(new Uri(portal.Address, "/account/sign-up"), form, ("email", Email), ("password", Password), ("workspace", "Ada Films"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, status);

        string? letter = null;
        await Eventually.EqualAsync(true, async () => (letter = Letter().Match(await ada.ReadAsync(new Uri(portal.Address, "/_mailbox"))).Value).Length > 0);
        var mail = await ada.ReadAsync(new Uri(portal.Address, letter));
        var confirm = new Uri(System.Net.WebUtility.HtmlDecode(Confirmation().Match(mail).Value));
        var button = await ada.ReadAsync(confirm);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, (await ada.SubmitAsync(new Uri(portal.Address, "/account/confirm"), button, ("password", Password))).Status);
        await ada.SignInAsync(portal, Email, Password);
    }

    private static async Task<string> CreateKeyAsync(PortalProcess portal, Browser ada)
    {
        var address = new Uri(portal.Address, "/app/keys/new");
        var page = await ada.SubmitForPageAsync(address, await ada.ReadAsync(address), ("Input.Name", "Journey"));
        return Key().Match(page).Value;
    }

    private static HttpClient Api(PortalProcess portal, string key) =>
        new() { BaseAddress = portal.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    private static async Task<decimal> CreditsAsync(HttpClient api) =>
        (await api.GetFromJsonAsync<JsonObject>("/api/v1/chat/credit", TestContext.Current.CancellationToken))!["data"]!.GetValue<decimal>();

    private static async Task<string> CreateAsync(HttpClient api, string model, JsonObject input)
    {
        using var answer = await api.PostAsJsonAsync("/api/v1/jobs/createTask", new JsonObject { ["model"] = model, ["input"] = input }, TestContext.Current.CancellationToken);
        var envelope = (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
        Assert.True(envelope["code"]!.GetValue<int>() == 200, envelope.ToJsonString());
        return envelope["data"]!["taskId"]!.GetValue<string>();
    }

    private static async Task<JsonObject> RecordAsync(HttpClient api, string task) =>
        (await api.GetFromJsonAsync<JsonObject>($"/api/v1/jobs/recordInfo?taskId={task}", TestContext.Current.CancellationToken))!["data"]!.AsObject();

    private static async Task<string> EndedAsync(HttpClient api, string task)
    {
        await Eventually.EqualAsync(true, async () => (await RecordAsync(api, task))["state"]!.GetValue<string>() is "success" or "fail");
        return (await RecordAsync(api, task))["creditsConsumed"]!.ToJsonString();
    }

    private static async Task TheFileIsAPictureAsync(HttpClient api, string task)
    {
        var urls = JsonNode.Parse((await RecordAsync(api, task))["resultJson"]!.GetValue<string>())!["resultUrls"]!.AsArray();
        using var anybody = new HttpClient();
        var file = await anybody.GetByteArrayAsync(urls.Single()!.GetValue<string>(), TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], file[..4]);
    }

    private static async Task<IReadOnlyList<(string Kind, decimal Change, decimal After)>> LedgerAsync(PortalProcess portal, Browser ada) =>
    [
        .. (await ada.ReadAsync(new Uri(portal.Address, "/app/ledger.csv"))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))
            .Select(fields => (fields[2], decimal.Parse(fields[4], CultureInfo.InvariantCulture), decimal.Parse(fields[5], CultureInfo.InvariantCulture))),
    ];

    private static async Task TheStatementAgreesAsync(PortalProcess portal, Browser ada)
    {
        var list = await ada.ReadAsync(new Uri(portal.Address, "/app/statements"));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await ada.DownloadAsync(new Uri(portal.Address, Statement().Match(list).Value)), TestContext.Current.CancellationToken);
            using var reading = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var text = await reading.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

            Assert.Contains("Ada Films", text, StringComparison.Ordinal);
            Assert.Matches(@"Opening balance\s+0\.0", text);
            Assert.Matches(@"Purchases\s+\+?500\.0", text);
            Assert.Matches(@"Present balance\s+491\.0", text);
            foreach (var (_, change, after) in await LedgerAsync(portal, ada))
            {
                Assert.Contains(Math.Abs(change).ToString("0.0#####", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
                Assert.Contains(after.ToString("0.0#####", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task StaffRaiseThePriceAsync(PortalProcess portal)
    {
        using var staff = new Browser();
        await staff.SignInAsync(portal, "staff@kiesaas.test", "look-around-kiesaas");
        var tenants = await staff.ReadAsync(new Uri(portal.Address, "/staff/tenants"));
        Assert.Contains("Ada Films", tenants, StringComparison.Ordinal);

        var address = new Uri(portal.Address, "/staff/pricing/models/nano-banana");
        var form = await staff.ReadAsync(address);
        var review = await staff.SubmitForPageAsync(address, form, ("Form.Markup", "3"), ("Form.Reason", "The upstream got dearer"), ("Form.Step", "review"));
        var (status, _) = await staff.SubmitAsync(address, review, ("Form.Markup", "3"), ("Form.Reason", "The upstream got dearer"), ("Form.IsSure", "true"), ("Form.Step", "publish"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, status);
    }

    [GeneratedRegex("/_mailbox/[0-9a-f-]{36}", RegexOptions.None, 1000)]
    private static partial Regex Letter();

    [GeneratedRegex("http[^\"<\\s]*/account/confirm[^\"<\\s]*", RegexOptions.None, 1000)]
    private static partial Regex Confirmation();

    [GeneratedRegex("kie_live_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("/app/statements/[0-9-]+\\.pdf", RegexOptions.None, 1000)]
    private static partial Regex Statement();
}
