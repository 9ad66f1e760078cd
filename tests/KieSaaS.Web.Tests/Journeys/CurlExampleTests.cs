using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using KieSaaS.Catalog;
using KieSaaS.Web.Tests.Chaos;

namespace KieSaaS.Web.Tests.Journeys;

/// <summary>What a model's page shows for a shell is taken from the page and run, by the real curl, with a real test key.</summary>
[Collection(ChaosCollection.Name)]
public sealed partial class CurlExampleTests
{
    private const int EntriesOfAFamily = 2;

    [Fact]
    public async Task The_examples_of_every_family_create_a_task_and_follow_it_to_its_result()
    {
        Prerequisite.Program("curl", "curl");
        await using var portal = await PortalProcess.StartAsync(new PortalSetup { Settings = new Dictionary<string, string> { ["Billing:TestCredits"] = "100000" } });
        var key = await TestKeyAsync(portal);
        var tasks = new List<(string Entry, string Poll, string Task)>();
        foreach (var entry in Catalogue.LoadStarter().All.Where(entry => entry.Offer is EntryOffer.OnSale or EntryOffer.Retired).GroupBy(entry => entry.Family).SelectMany(ExamplesOf))
        {
            var page = await portal.Http.GetStringAsync("/models/" + entry.Key, TestContext.Current.CancellationToken);
            (string Name, string Value)[] earlier = Example(page, "create").Contains("$EARLIER_", StringComparison.Ordinal) ? await EarlierAsync(portal, entry, key) : [];
            var created = await RunAsync(Example(page, "create"), [("KIE_API_KEY", key), .. earlier]);
            Assert.True(created.GetProperty("code").GetInt32() == 200, $"{entry.Key}: {created}");
            tasks.Add((entry.Key, Example(page, "poll"), created.GetProperty("data").GetProperty("taskId").GetString()!));
        }

        Assert.True(tasks.Count > 40, $"only {tasks.Count} examples");
        foreach (var (entry, poll, task) in tasks)
        {
            JsonElement record = default;
            await Eventually.EqualAsync(true, async () =>
            {
                record = await RunAsync(poll, ("KIE_API_KEY", key), ("TASK_ID", task));
                return record.GetProperty("data").GetProperty("state").GetString() is "success" or "fail";
            });
            Assert.True(record.GetProperty("data").GetProperty("state").ValueEquals("success"), $"{entry}: {record}");
        }
    }

    // Those of a song that is continued have an address of its track as well.
    private static IEnumerable<CatalogueEntry> ExamplesOf(IGrouping<string, CatalogueEntry> family) =>
        family.Take(EntriesOfAFamily).Concat(family.Where(entry => entry.Key is "suno-extend" or "suno-generate-lyrics"));

    // What the text above the example asks for: a finished task of a model that this one continues.
    private static async Task<(string Name, string Value)[]> EarlierAsync(PortalProcess portal, CatalogueEntry entry, string key)
    {
        var page = await portal.Http.GetStringAsync("/models/" + entry.Continues!.From[0], TestContext.Current.CancellationToken);
        var created = await RunAsync(Example(page, "create"), ("KIE_API_KEY", key));
        var task = created.GetProperty("data").GetProperty("taskId").GetString()!;
        JsonElement record = default;
        await Eventually.EqualAsync("success", async () =>
        {
            record = (await RunAsync(Example(page, "poll"), ("KIE_API_KEY", key), ("TASK_ID", task))).GetProperty("data");
            return record.GetProperty("state").GetString();
        });
        var track = JsonElement.Parse(record.GetProperty("resultJson").GetString()!).TryGetProperty("data", out var tracks) ? tracks[0].GetProperty("id").GetString()! : "";
        return [("EARLIER_TASK_ID", task), ("EARLIER_TRACK_ID", track)];
    }

    private static async Task<string> TestKeyAsync(PortalProcess portal)
    {
        var added = await portal.RunCommandAsync("tenant", "add", "--name", "Curl", "--email", "curl@example.com", "--api-key", "test");
        Assert.True(added.ExitCode == 0, added.Errors);
        return added.Json["apiKey"]!.GetValue<string>();
    }

    private static string Example(string page, string name) => WebUtility.HtmlDecode(Code().Matches(page).Single(code => code.Groups["name"].Value == name).Groups["text"].Value);

    private static async Task<JsonElement> RunAsync(string command, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, $"{command}\n{await errors}");
        return JsonElement.Parse(output);
    }

    [GeneratedRegex("<code data-example=\"(?<name>[a-z]+)\">(?<text>[^<]*)</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
