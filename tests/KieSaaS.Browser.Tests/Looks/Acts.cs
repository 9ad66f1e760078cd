using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>What brings a page into a state that has no address of its own.</summary>
internal static class Acts
{
    public static async Task SignInInVain(IPage page)
    {
        await page.Locator("#email").FillAsync("nobody@example.com");
        await page.Locator("#password").FillAsync("not the password");
        await SendMain(page);
    }

    /// <summary>Sends the page's own form as it stands; the answer names what is wrong with it.</summary>
    public static async Task SendMain(IPage page)
    {
        await page.Locator("main form button[type=submit]").Last.ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
    }

    public static async Task OpenAccountMenu(IPage page)
    {
        await page.Locator(".top-bar .menu summary").Last.ClickAsync();
        await page.Locator(".menu[open] .menu-panel").WaitForAsync();
    }

    public static async Task GenerateNothing(IPage page)
    {
        await page.Locator("[data-live]").WaitForAsync();
        await page.Locator(".studio-form .form-end button").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
    }

    public static async Task MeasureSound(IPage page)
    {
        await GiveFileAsync(page, "sound.mp3");
        await page.Locator(".price-line + p").WaitForAsync();
    }

    public static async Task MeasurePicture(IPage page)
    {
        await GiveFileAsync(page, "picture.png");
        await page.Locator("#p-audio_url-error").WaitForAsync();
    }

    public static async Task CreateKey(IPage page)
    {
        await page.Locator("#name").FillAsync("Looks");
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator("main .copy").WaitForAsync();
    }

    public static async Task GrantTooLittle(IPage page)
    {
        await page.Locator("#amount").FillAsync("-1");
        await page.Locator("#reason").FillAsync("x");
        await SendMain(page);
    }

    public static async Task ReviewGrant(IPage page)
    {
        await page.Locator("#amount").FillAsync("1234.5");
        await page.Locator("#reason").FillAsync("Goodwill after the outage of last week, as agreed on the telephone");
        await page.Locator("main form button[type=submit]").Last.ClickAsync();
        await page.Locator("button[value=grant]").WaitForAsync();
    }

    public static async Task TypeABadMarkup(IPage page)
    {
        await page.Locator(".pricing-grid input[name^='markup.']").First.FillAsync("cheap");
        await page.Locator(".grid-end button[type=submit]").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
    }

    public static async Task ReviewMarkup(IPage page)
    {
        await page.Locator("#markup").FillAsync("1.01");
        await page.Locator("#reason").FillAsync("To see the warnings");
        await page.Locator("button[value=review]").ClickAsync();
        await page.Locator("button[value=publish]").WaitForAsync();
    }

    public static async Task OpenTemplates(IPage page)
    {
        await page.Locator("[data-live]").WaitForAsync();
        await page.Locator(".template-chooser summary").ClickAsync();
        await page.Locator(".template-chooser[open] a").First.WaitForAsync();
    }

    public static async Task SendEmptyTemplate(IPage page)
    {
        // The browser's own checks would keep the form back.
        await page.Locator("main form").Last.EvaluateAsync("form => form.noValidate = true");
        await SendMain(page);
    }

    public static async Task StartBadTests(IPage page)
    {
        await page.Locator("button[value=start]").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
    }

    public static async Task ReviewRemap(IPage page)
    {
        await page.Locator("#from").SelectOptionAsync("kling-2-6-text-to-video");
        await page.Locator("#model").SelectOptionAsync("hailuo-02-text-to-video-standard");
        await page.Locator("button[value=review]").ClickAsync();
        await page.Locator("button[value=map]").WaitForAsync();
    }

    private static async Task GiveFileAsync(IPage page, string name)
    {
        await page.Locator("[data-live]").WaitForAsync();
        await page.Locator("#p-audio_url").FillAsync(new Uri(new Uri(page.Url), "/samples/" + name).AbsoluteUri);
        await page.Locator("#p-audio_url").BlurAsync();
    }
}
