using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests;

/// <summary>
/// The product's main job as a person does it, in a real browser on the embedded database and the sandbox: sign up, buy, make a
/// key, generate in the Studio, read the books, fetch the statement; then staff change a price.
/// </summary>
public sealed partial class MainJobTests
{
    private const string Email = "ada@example.com", Password = "an ordinary long password";

    [Fact]
    public async Task A_person_signs_up_buys_generates_and_finds_the_books_right()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var portal = await PortalProcess.StartAsync();
        var page = await chromium.OpenAsync();

        await SignUpAsync(portal, page);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("50.0");
        await BuyAsync(portal, page);
        await CreateKeyAsync(portal, page);
        await GenerateAsync(portal, page, "4.0 credits (≈ 0.04 USD), you have 2,800.0");
        await ReadTheBooksAsync(portal, page);
        await TheLayoutHoldsAsync(portal, page);
        await StaffRaiseThePriceAsync(portal, await chromium.OpenAsync());
        await GenerateAsync(portal, page, "6.0 credits (≈ 0.06 USD), you have 2,796.0");

        Assert.Equal([], chromium.Errors);
        var proof = await portal.RunCommandAsync("proof");
        Assert.True(proof.ExitCode == 0, proof.Errors);
    }

    private static Task<IResponse?> GoAsync(PortalProcess portal, IPage page, string path) => page.GotoAsync(new Uri(portal.Address, path).ToString());

    private static async Task SignUpAsync(PortalProcess portal, IPage page)
    {
        await GoAsync(portal, page, "/account/sign-up");
        await page.Locator("#email").FillAsync(Email);
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#workspace").FillAsync("Ada Films");
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(CheckMail());

        var letter = page.GetByRole(AriaRole.Link, new() { NameRegex = Confirm() });
        for (var look = 0; look < 100 && await letter.CountAsync() == 0; look++)
        {
            await GoAsync(portal, page, "/_mailbox");
        }

        await letter.First.ClickAsync();
        await page.Locator("a[href*='/account/confirm']").First.ClickAsync();
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("main button[type=submit]").ClickAsync();
        await SignInAsync(portal, page, Email, Password);
    }

    private static async Task SignInAsync(PortalProcess portal, IPage page, string email, string password)
    {
        await GoAsync(portal, page, "/account/sign-in");
        await page.Locator("#email").FillAsync(email);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(SignedIn());
    }

    private static async Task BuyAsync(PortalProcess portal, IPage page)
    {
        await GoAsync(portal, page, "/app/billing");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = BuyFor25() }).ClickAsync();
        await page.WaitForURLAsync(PaymentPage());
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() }).ClickAsync();
        await page.WaitForURLAsync(OrderPage());

        // Nobody reloads: the page itself notices that the credits have come.
        await Assertions.Expect(page.GetByText("Credited", new() { Exact = true }).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    private static async Task CreateKeyAsync(PortalProcess portal, IPage page)
    {
        await GoAsync(portal, page, "/app/keys/new");
        await page.Locator("#name").FillAsync("Journey");
        await page.Locator("main form button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(ShownKey());
        await GoAsync(portal, page, "/app/keys");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync(ShownKey());
    }

    private static async Task GenerateAsync(PortalProcess portal, IPage page, string price)
    {
        await GoAsync(portal, page, "/app/studio?model=nano-banana");

        // What is typed into a prerendered form is gone when its page comes alive.
        await page.Locator("[data-live]").WaitForAsync();
        await page.GetByLabel(PromptLabel()).FillAsync("a lighthouse at dusk");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(price, new() { Timeout = 30_000 });

        var picture = page.Locator("main img[src*='/files/']").First;
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Generate() }).ClickAsync();
        await Assertions.Expect(picture).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static async Task ReadTheBooksAsync(PortalProcess portal, IPage page)
    {
        await GoAsync(portal, page, "/app/ledger");
        var rows = await page.Locator("main table tbody tr").AllInnerTextsAsync();
        Assert.Equal(4, rows.Count);
        Assert.Matches(@"-4\.0\s+2,796\.0", rows[0]);
        Assert.Matches(@"250\.0\s+2,800\.0", rows[1]);
        Assert.Matches(@"2,500\.0\s+2,550\.0", rows[2]);
        Assert.Matches(@"50\.0\s+50\.0", rows[3]);

        await GoAsync(portal, page, "/app/statements");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("main a[href$='.pdf']").First.ClickAsync());
        await using var file = await download.CreateReadStreamAsync();
        var head = new byte[5];
        await file.ReadExactlyAsync(head);
        Assert.Equal("%PDF-"u8.ToArray(), head);
    }

    // Every page of the foundation fits a phone, in light and in dark.
    private static async Task TheLayoutHoldsAsync(PortalProcess portal, IPage page)
    {
        foreach (var path in (string[])["/app", "/app/studio", "/app/jobs", "/app/usage", "/app/ledger", "/app/statements", "/app/billing", "/app/keys"])
        {
            await page.SetViewportSizeAsync(390, 844);
            await GoAsync(portal, page, path);
            var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{path} scrolls sideways by {overflow} px on a phone.");
        }

        await page.SetViewportSizeAsync(1280, 900);
    }

    private static async Task StaffRaiseThePriceAsync(PortalProcess portal, IPage page)
    {
        await SignInAsync(portal, page, "staff@kiesaas.test", "look-around-kiesaas");
        await GoAsync(portal, page, "/staff/tenants");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Ada Films");
        await GoAsync(portal, page, "/staff/pricing/models/nano-banana");
        await page.Locator("input[name='Form.Markup']:not([type=hidden])").FillAsync("3");
        await page.Locator("input[name='Form.Reason']:not([type=hidden])").FillAsync("The upstream got dearer");
        await page.Locator("button[value=review]").ClickAsync();
        await page.Locator("button[value=publish]").WaitForAsync();
        if (await page.Locator("#sure").CountAsync() > 0)
        {
            await page.Locator("#sure").CheckAsync();
        }

        await page.Locator("button[value=publish]").ClickAsync();
        await page.Locator("button[value=publish]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [GeneratedRegex("check-mail", RegexOptions.None, 1000)]
    private static partial Regex CheckMail();

    [GeneratedRegex("confirm", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Confirm();

    [GeneratedRegex("/(app|staff)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SignedIn();

    [GeneratedRegex("Buy for 25", RegexOptions.None, 1000)]
    private static partial Regex BuyFor25();

    [GeneratedRegex("/c/pay/", RegexOptions.None, 1000)]
    private static partial Regex PaymentPage();

    [GeneratedRegex("^Pay", RegexOptions.None, 1000)]
    private static partial Regex Pay();

    [GeneratedRegex("/app/billing/orders/", RegexOptions.None, 1000)]
    private static partial Regex OrderPage();

    [GeneratedRegex("kie_live_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}", RegexOptions.None, 1000)]
    private static partial Regex ShownKey();

    [GeneratedRegex("^Prompt", RegexOptions.None, 1000)]
    private static partial Regex PromptLabel();

    [GeneratedRegex("^Generate", RegexOptions.None, 1000)]
    private static partial Regex Generate();
}
