using System.Text.Json.Nodes;
using KieSaaS.Browser.Tests.Looks;
using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests;

/// <summary>
/// A model from the upstream's news to the first job, by somebody who has no pointer: read, accept, publish its price, put on sale.
/// Each page on the way is judged by axe.
/// </summary>
public sealed class SyncKeyboardTests
{
    private const string NewModel = """
        {"put":[{"model":"somebody/dream-5","kind":"image","credits":3,"title":"Dream 5","vendor":"Somebody",
          "schema":{"type":"object","properties":{"prompt":{"type":"string","maxLength":100}},"required":["prompt"]},
          "prices":[{"description":"somebody/dream-5","credits":3,"unit":"per image"}]}]}
        """;

    [Fact]
    public async Task A_new_model_is_read_accepted_priced_put_on_sale_and_sold_with_the_keyboard_alone()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var sandbox = await SandboxProcess.StartAsync();
        await using var portal = await PortalProcess.StartAsync(new PortalSetup { Sandbox = sandbox.Address, Settings = History.Settings });
        await sandbox.ChangeSettingsAsync(new { rateLimit = false });
        await sandbox.ControlAsync(HttpMethod.Patch, "kie/models", JsonNode.Parse(NewModel));
        var axe = Axe.Load();
        var member = new KeyboardUser(portal, await chromium.OpenAsync(), axe);
        var staff = new KeyboardUser(portal, await chromium.OpenAsync(), axe);
        await member.SignInAsync("demo@kiesaas.test");
        await staff.SignInAsync("staff@kiesaas.test");

        await staff.OpenAsync("/staff/sync");
        await staff.FollowAsync("main .page-header button", "**done=started*");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("Done", new() { Timeout = 120_000 });
        await staff.OpenAsync("/staff/sync?kind=ModelNew&search=dream-5");
        await staff.JudgeAsync();
        await staff.PressOnAsync("input[data-choose-all]", "Space");
        await Assertions.Expect(staff.Page.Locator("input[name='Form.Ids']")).ToBeCheckedAsync();
        await staff.TypeAsync("#reason", "Customers asked for it");
        await staff.FollowAsync("button[value=accept]", "**done=accepted*");

        await staff.OpenAsync("/staff/pricing/drafts");
        await staff.TypeAsync("#name", "Dream 5");
        await staff.PressAsync("Enter", "**/staff/pricing/drafts/*-*");
        await Assertions.Expect(staff.Page.Locator("#publish ~ form")).ToContainTextAsync("somebody-dream-5");
        await staff.TypeAsync("#reason", "A new model");
        await staff.FollowAsync("button[value=publish]", "**/staff/pricing/books");

        await staff.OpenAsync("/staff/catalogue/somebody-dream-5");
        await staff.JudgeAsync();
        await staff.PressOnAsync("#sale", "Home");
        await staff.TypeAsync("#sale-reason", "Tried it");
        await staff.PressAsync("Enter", "**saved=*");
        await staff.JudgeAsync();

        await member.GenerateAsync("somebody-dream-5", "3.0 credits");
        await member.OpenAsync("/app/ledger");
        Assert.Matches(@"-3\.0\s+47\.0", (await member.Page.Locator("main table tbody tr").AllInnerTextsAsync())[0]);
        Assert.Equal([], chromium.Errors);
    }
}
