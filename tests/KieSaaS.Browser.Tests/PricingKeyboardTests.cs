using KieSaaS.Browser.Tests.Looks;
using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests;

/// <summary>
/// A price change from the first key to the next job's price, by somebody who has no pointer: edit a markup, look at the effect,
/// publish. Each page on the way is judged by axe.
/// </summary>
public sealed class PricingKeyboardTests
{
    [Fact]
    public async Task A_markup_is_edited_looked_at_published_and_charged_with_the_keyboard_alone()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var portal = await PortalProcess.StartAsync();
        var axe = Axe.Load();
        var member = new KeyboardUser(portal, await chromium.OpenAsync(), axe);
        var staff = new KeyboardUser(portal, await chromium.OpenAsync(), axe);
        await member.SignInAsync("demo@kiesaas.test");
        await member.GenerateAsync("nano-banana", "4.0 credits");
        await staff.SignInAsync("staff@kiesaas.test");

        await staff.OpenAsync("/staff/pricing/drafts");
        await staff.TypeAsync("#name", "By the keyboard");
        await staff.PressAsync("Enter", "**/staff/pricing/drafts/*-*");
        await staff.FollowAsync("main .page-action a.primary", "**/prices");
        await staff.TypeAsync("#search", "nano-banana");
        await staff.PressAsync("Enter", "**search=nano-banana*");
        await staff.JudgeAsync();
        await staff.TypeAsync("#markup-nano-banana", "3.5");
        await staff.PressAsync("Enter", "**saved=1*");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("1 change saved in the draft");
        await staff.JudgeAsync();

        await staff.FollowAsync("main .page-action a:last-child", "**/drafts/*");
        await staff.FollowAsync("main a[href*='effect=true']", "**effect=true*");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("Demo Studio");
        await Assertions.Expect(staff.Page.Locator("#notices")).ToContainTextAsync("1 workspace will be told");
        await staff.JudgeAsync();
        await staff.TypeAsync("#reason", "The upstream got dearer");
        await staff.PressOnAsync("#sure", "Space");
        await staff.FollowAsync("button[value=publish]", "**/staff/pricing/books");
        await Assertions.Expect(staff.Page.Locator("main table tbody tr").First).ToContainTextAsync("In force");
        await staff.JudgeAsync();

        await member.OpenAsync("/app");
        await Assertions.Expect(member.Page.Locator("main .notice")).ToContainTextAsync("Nano Banana: 4.0 → 7.0", new() { Timeout = 30_000 });
        await member.JudgeAsync();
        await member.GenerateAsync("nano-banana", "7.0 credits");
        await member.OpenAsync("/app/ledger");
        Assert.Matches(@"-7\.0\s+39\.0", (await member.Page.Locator("main table tbody tr").AllInnerTextsAsync())[0]);
        await member.OpenAsync("/_mailbox");
        await Assertions.Expect(member.Page.Locator("main")).ToContainTextAsync("Prices rise on");
        Assert.Equal([], chromium.Errors);
    }
}
