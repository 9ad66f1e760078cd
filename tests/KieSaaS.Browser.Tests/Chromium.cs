using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests;

/// <summary>The machine's own Chromium, headless, and what its console said.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Errors of scripts and of the console on any page.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<Chromium> StartAsync()
    {
        var program = Prerequisite.Program("chromium", "chromium");
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments }));
    }

    /// <summary>A page of a fresh visitor, or of one whose session was kept.</summary>
    /// <param name="width">In CSS pixels.</param>
    /// <param name="height">In CSS pixels.</param>
    /// <param name="language">What the browser asks for.</param>
    /// <param name="session">A storage state that <see cref="IBrowserContext.StorageStateAsync"/> gave.</param>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 900, string language = "en", string? session = null)
    {
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            Locale = language,
            StorageState = session,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            // What a page itself answers with is for the test to judge.
            var isOwnStatus = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.StartsWith(page.Url + ":", StringComparison.Ordinal);
            if (message.Type == "error" && !isOwnStatus)
            {
                Note($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Note($"{page.Url}: {error}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Note(string error)
    {
        lock (Errors)
        {
            Errors.Add(error);
        }
    }
}
