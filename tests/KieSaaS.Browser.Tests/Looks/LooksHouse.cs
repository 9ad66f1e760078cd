using KieSaaS.Data;
using Microsoft.Playwright;
using Npgsql;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>
/// One portal whose demo accounts have been at work, so that every page has something to show: orders, keys, jobs in every state,
/// a ledger, a statement, work that died. A browser and a kept session for each person who looks.
/// </summary>
public sealed class LooksHouse : IAsyncLifetime
{
    private readonly Dictionary<Person, string?> _sessions = new() { [Person.Nobody] = null };
    private Chromium? _chromium;
    private SandboxProcess? _sandbox;
    private PortalProcess? _portal;

    /// <summary>What was made there.</summary>
    internal Facts Facts { get; private set; } = null!;

    /// <summary>The built-in judge of accessibility.</summary>
    internal Axe Axe { get; private set; } = null!;

    /// <summary>Where the portal listens.</summary>
    public Uri Address => _portal!.Address;

    /// <summary>Errors of scripts and of the console on any page.</summary>
    public List<string> Errors => _chromium!.Errors;

    public async ValueTask InitializeAsync()
    {
        Axe = Axe.Load();
        _chromium = await Chromium.StartAsync();
        _sandbox = await SandboxProcess.StartAsync();
        var owner = (await TestCluster.CloneAsync()).Owner!;
        _portal = await PortalProcess.StartAsync(new PortalSetup { Database = owner, Sandbox = _sandbox.Address, Settings = History.Settings });
        await using var database = NpgsqlDataSource.Create(DatabaseConnections.FromOwner(owner).Platform);
        var history = new History(_portal, _sandbox, database);
        await history.BeginAsync();
        await SignInAsync();
        Facts = await history.GoOnAsync(await OpenAsync(Person.Member), await OpenAsync(Person.Staff));
        Errors.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }

        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }
    }

    /// <summary>A page in this person's browser.</summary>
    public Task<IPage> OpenAsync(Person person, string language = "en") => _chromium!.OpenAsync(language: language, session: _sessions[person]);

    private async Task SignInAsync()
    {
        _sessions[Person.Staff] = await KeepAsync(await SignInAsync("staff@kiesaas.test"));
        var demo = await SignInAsync("demo@kiesaas.test");
        await demo.GotoAsync(new Uri(Address, "/account/workspaces").ToString());
        await demo.GetByRole(AriaRole.Button, new() { Name = History.LongName }).ClickAsync();
        _sessions[Person.Member] = await KeepAsync(demo);
        _sessions[Person.Newcomer] = await KeepAsync(await SignInAsync("demo@kiesaas.test"));
        var tester = await SignInAsync("demo@kiesaas.test");
        await tester.Locator("button[name=mode][value=test]").ClickAsync();
        await tester.Locator("[data-mode=test]").WaitForAsync();
        _sessions[Person.Tester] = await KeepAsync(tester);
    }

    private async Task<IPage> SignInAsync(string email)
    {
        var page = await _chromium!.OpenAsync();
        await page.GotoAsync(new Uri(Address, "/account/sign-in").ToString());
        await page.Locator("#email").FillAsync(email);
        await page.Locator("#password").FillAsync("look-around-kiesaas");
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.Locator(".app").WaitForAsync();
        return page;
    }

    private static async Task<string> KeepAsync(IPage page)
    {
        await page.Locator(".app").WaitForAsync();
        var session = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return session;
    }
}
