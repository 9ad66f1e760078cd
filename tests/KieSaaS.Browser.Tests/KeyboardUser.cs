using KieSaaS.Browser.Tests.Looks;
using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests;

/// <summary>Somebody at the portal who has no pointer. What is on a page is reached by its keys alone; an address may be typed.</summary>
internal sealed class KeyboardUser(PortalProcess portal, IPage page, Axe axe)
{
    private const string Password = "look-around-kiesaas";

    /// <summary>The page that is open.</summary>
    public IPage Page => page;

    public Task OpenAsync(string path) => page.GotoAsync(new Uri(portal.Address, path).ToString());

    public async Task SignInAsync(string email)
    {
        await OpenAsync("/account/sign-in");
        await TypeAsync("#email", email);
        await TypeAsync("#password", Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".app").WaitForAsync();
    }

    /// <summary>Generates a picture in the Studio at this price, and sees it.</summary>
    public async Task GenerateAsync(string model, string price)
    {
        await OpenAsync("/app/studio?model=" + model);
        await page.Locator("[data-live]").WaitForAsync();
        await TypeAsync("#p-prompt", "a lighthouse at dusk");
        await TabToAsync(".studio-form .form-end button");
        await Assertions.Expect(page.Locator(".price-line")).ToContainTextAsync(price, new() { Timeout = 30_000 });
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main img[src*='/files/']").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    public async Task TypeAsync(string field, string text)
    {
        await TabToAsync(field);
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Ticks or chooses what the selector names, with one key.</summary>
    public async Task PressOnAsync(string field, string key)
    {
        await TabToAsync(field);
        await page.Keyboard.PressAsync(key);
    }

    public async Task FollowAsync(string link, string to)
    {
        await TabToAsync(link);
        await PressAsync("Enter", to);
    }

    public async Task PressAsync(string key, string to)
    {
        await page.Keyboard.PressAsync(key);
        await page.WaitForURLAsync(to);
    }

    /// <summary>Forwards from where the focus is, as far as the page goes; what has the focus must show it.</summary>
    public async Task TabToAsync(string selector)
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

    public async Task JudgeAsync() => Assert.Equal([], await axe.JudgeAsync(page));
}
