using KieSaaS.Browser.Tests.Looks;
using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests;

/// <summary>
/// A price change from the first key to the next job's price, by somebody who has no pointer: edit a markup, look at the effect,
/// publish. Each page on the way is judged by axe.
/// </summary>
public sealed class PricingKeyboardTests
{
    private const string Password = "look-around-kiesaas";

    [Fact]
    public async Task A_markup_is_edited_looked_at_published_and_charged_with_the_keyboard_alone()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var portal = await PortalProcess.StartAsync();
        var axe = Axe.Load();
        var (member, staff) = (await chromium.OpenAsync(), await chromium.OpenAsync());
        await SignInAsync(portal, member, "demo@kiesaas.test");
        await GenerateAsync(portal, member, "4.0 credits");
        await SignInAsync(portal, staff, "staff@kiesaas.test");

        await OpenAsync(portal, staff, "/staff/pricing/drafts");
        await TypeAsync(staff, "#name", "By the keyboard");
        await PressAsync(staff, "Enter", "**/staff/pricing/drafts/*-*");
        await FollowAsync(staff, "main .page-action a.primary", "**/prices");
        await TypeAsync(staff, "#search", "nano-banana");
        await PressAsync(staff, "Enter", "**search=nano-banana*");
        await JudgeAsync(axe, staff);
        await TypeAsync(staff, "#markup-nano-banana", "3.5");
        await PressAsync(staff, "Enter", "**saved=1*");
        await Assertions.Expect(staff.Locator("main")).ToContainTextAsync("1 change saved in the draft");
        await JudgeAsync(axe, staff);

        await FollowAsync(staff, "main .page-action a:last-child", "**/drafts/*");
        await FollowAsync(staff, "main a[href*='effect=true']", "**effect=true*");
        await Assertions.Expect(staff.Locator("main")).ToContainTextAsync("Demo Studio");
        await Assertions.Expect(staff.Locator("#notices")).ToContainTextAsync("1 workspace will be told");
        await JudgeAsync(axe, staff);
        await TypeAsync(staff, "#reason", "The upstream got dearer");
        await TabToAsync(staff, "#sure");
        await staff.Keyboard.PressAsync("Space");
        await FollowAsync(staff, "button[value=publish]", "**/staff/pricing/books");
        await Assertions.Expect(staff.Locator("main table tbody tr").First).ToContainTextAsync("In force");
        await JudgeAsync(axe, staff);

        await OpenAsync(portal, member, "/app");
        await Assertions.Expect(member.Locator("main .notice")).ToContainTextAsync("Nano Banana: 4.0 → 7.0", new() { Timeout = 30_000 });
        await JudgeAsync(axe, member);
        await GenerateAsync(portal, member, "7.0 credits");
        await OpenAsync(portal, member, "/app/ledger");
        Assert.Matches(@"-7\.0\s+39\.0", (await member.Locator("main table tbody tr").AllInnerTextsAsync())[0]);
        await OpenAsync(portal, member, "/_mailbox");
        await Assertions.Expect(member.Locator("main")).ToContainTextAsync("Prices rise on");
        Assert.Equal([], chromium.Errors);
    }

    // An address is typed too; what is on a page is reached by its keys alone.
    private static Task<IResponse?> OpenAsync(PortalProcess portal, IPage page, string path) => page.GotoAsync(new Uri(portal.Address, path).ToString());

    private static async Task SignInAsync(PortalProcess portal, IPage page, string email)
    {
        await OpenAsync(portal, page, "/account/sign-in");
        await TypeAsync(page, "#email", email);
        await TypeAsync(page, "#password", Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".app").WaitForAsync();
    }

    private static async Task GenerateAsync(PortalProcess portal, IPage page, string price)
    {
        await OpenAsync(portal, page, "/app/studio?model=nano-banana");
        await page.Locator("[data-live]").WaitForAsync();
        await TypeAsync(page, "#p-prompt", "a lighthouse at dusk");
        await TabToAsync(page, ".studio-form .form-end button");
        await Assertions.Expect(page.Locator(".price-line")).ToContainTextAsync(price, new() { Timeout = 30_000 });
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main img[src*='/files/']").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await TabToAsync(page, field);
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task FollowAsync(IPage page, string link, string to)
    {
        await TabToAsync(page, link);
        await PressAsync(page, "Enter", to);
    }

    private static async Task PressAsync(IPage page, string key, string to)
    {
        await page.Keyboard.PressAsync(key);
        await page.WaitForURLAsync(to);
    }

    // Forwards from where the focus is, as far as the page goes; what has the focus must show it.
    private static async Task TabToAsync(IPage page, string selector)
    {
        await page.Locator(selector).First.WaitForAsync();
        for (var presses = 0; presses < 200; presses++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement === document.querySelector(selector)", selector))
            {
                Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.matches(':focus-visible')"), $"{selector} does not show that it has the focus.");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} is not reached with the Tab key on {page.Url}.");
    }

    private static async Task JudgeAsync(Axe axe, IPage page) => Assert.Equal([], await axe.JudgeAsync(page));
}
