using System.Globalization;
using Bunit;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Generation.Studio;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Generation;

/// <summary>The studio's form while it is live: every model's every field that something wrong can be typed into.</summary>
public sealed class StudioFormTests(TenantHost host) : IClassFixture<TenantHost>
{
    private const int LongestTyped = 50_000;

    private static readonly Catalogue Catalogue = Catalogue.LoadStarter();

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_starts_nothing()
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(100_000));
        var (wrong, tried) = (new List<string>(), 0);
        await using var scope = Scope(tenant);
        foreach (var entry in Catalogue.Entries)
        {
            await using var browser = Browser(scope);
            var form = Open(browser, entry.Key);
            foreach (var (parameter, value) in entry.Parameters.SelectMany(parameter => BadValues(parameter).Select(value => (parameter, value))))
            {
                var id = ParameterField.IdOf(parameter.Name);
                var before = form.Find("#" + id).GetAttribute("value") ?? "";
                await form.Find("#" + id).ChangeAsync(new ChangeEventArgs { Value = value });
                await form.Find("form").SubmitAsync();
                if (form.FindAll($".error-summary a[href='#{id}']").Count == 0 || form.FindAll($"#{id}-error").Count == 0)
                {
                    wrong.Add($"{entry.Key}: {parameter.Name} = {(value.Length > 30 ? $"{value.Length} characters" : value)}: {string.Join(' ', form.FindAll(".error-summary").Select(summary => summary.TextContent))}");
                }

                await form.Find("#" + id).ChangeAsync(new ChangeEventArgs { Value = before });
                tried++;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried > Catalogue.Entries.Length, $"Only {tried} values were tried.");
        Assert.Equal(0, await host.House.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value));
        Assert.Equal(0, await host.House.ScalarAsync<long>("select held from billing_wallets where tenant_id = $1 and mode = 'Live'", tenant.Value));
    }

    [Fact]
    public async Task A_form_that_is_right_starts_one_job()
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(100));
        await using var scope = Scope(tenant);
        await using var browser = Browser(scope);
        var form = Open(browser, "nano-banana");

        await form.Find("#p-prompt").ChangeAsync(new ChangeEventArgs { Value = "a red fox" });
        await form.Find("form").SubmitAsync();

        Assert.Empty(form.FindAll(".error-summary"));
        Assert.Equal(1, await host.House.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value));
    }

    [Fact]
    public async Task A_file_that_the_price_follows_from_is_measured_while_one_looks_on()
    {
        var released = new TaskCompletionSource();
        await using var server = await LocalServer.StartAsync(async http =>
        {
            await released.Task;
            await http.Response.Body.WriteAsync(await File.ReadAllBytesAsync(Repository.PathOf("wwwroot", "samples", Path.GetFileName(http.Request.Path.Value!))));
        });
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(1_000));
        await using var scope = Scope(tenant);
        await using var browser = Browser(scope);
        var form = Open(browser, "elevenlabs-audio-isolation");
        Assert.Contains("it follows from the file", form.Find(".price-line").TextContent, StringComparison.Ordinal);

        var changing = form.Find("#p-audio_url").ChangeAsync(new ChangeEventArgs { Value = server.Url + "/sound.mp3" });
        form.WaitForAssertion(() => Assert.Equal("Measuring the file…", form.Find(".price-line").TextContent), TimeSpan.FromSeconds(10));
        released.SetResult();
        await changing;

        Assert.Matches(@"^[\d,.]+ credits", form.Find(".price-line").TextContent);
        Assert.Contains("The file lasts 3 seconds.", form.Markup, StringComparison.Ordinal);
        Assert.Empty(form.FindAll("#p-audio_url-error"));

        await form.Find("form").SubmitAsync();
        Assert.Empty(form.FindAll(".error-summary"));
        Assert.Equal(1, await host.House.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value));
        Assert.Single(server.Requests);

        await form.Find("#p-audio_url").ChangeAsync(new ChangeEventArgs { Value = server.Url + "/picture.png" });
        Assert.Contains("This file cannot be measured", form.Find("#p-audio_url-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("No price yet", form.Find(".price-line").TextContent, StringComparison.Ordinal);
        await form.Find("form").SubmitAsync();
        Assert.NotEmpty(form.FindAll(".error-summary a[href='#p-audio_url']"));
        Assert.Equal(1, await host.House.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value));
    }

    [Fact]
    public async Task A_newcomer_meets_a_picture_model_that_needs_a_text_only_in_every_kind()
    {
        await using var scope = Scope(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        await using var browser = Browser(scope);
        var form = Open(browser, model: null);

        Assert.Equal("Nano Banana", form.Find("#studio-model").TextContent);
        Assert.Empty(form.FindAll(".notice"));
        await ChooseAsync(form, MediaKind.Image);
        Assert.DoesNotContain("model=", browser.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        foreach (var kind in Enum.GetValues<MediaKind>().Where(kind => kind != MediaKind.Image))
        {
            await ChooseAsync(form, kind);
            var address = browser.Services.GetRequiredService<NavigationManager>().Uri;
            var first = Catalogue.Find(address[(address.IndexOf("model=", StringComparison.Ordinal) + "model=".Length)..])!;

            Assert.Equal(kind, first.Kind);
            Assert.True(FirstModel.NeedsTextOnly(first), first.Key);
        }
    }

    [Fact]
    public void A_model_that_wants_a_picture_or_a_task_is_not_for_newcomers()
    {
        Assert.True(FirstModel.NeedsTextOnly(Catalogue.Find("nano-banana")!));
        Assert.False(FirstModel.NeedsTextOnly(Catalogue.Find("flux-2-pro-image-to-image")!));
        var withoutBanana = FirstModel.Of(Catalogue.Entries.Where(entry => entry.Key != "nano-banana"), MediaKind.Image)!;
        Assert.True(FirstModel.NeedsTextOnly(withoutBanana), withoutBanana.Key);
        Assert.Null(FirstModel.Of([], MediaKind.Image));
    }

    [Fact]
    public async Task A_model_that_cannot_be_had_is_named_above_the_one_that_is_shown()
    {
        await using var scope = Scope(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        await using var browser = Browser(scope);
        var off = Catalogue.All.First(entry => !entry.IsOfferedIn(Mode.Live));

        Assert.Contains("no-such-model", Open(browser, "no-such-model").Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.StartsWith(off.Name + " is not offered", Open(browser, off.Key).Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Empty(Open(browser, "nano-banana").FindAll(".notice"));
    }

    [Fact]
    public async Task A_template_fills_in_model_prompt_and_values_and_runs_as_it_stands()
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(1_000));
        await using var scope = Scope(tenant);
        await using var browser = Browser(scope);
        var form = OpenTemplate(browser, "product-turns");

        Assert.Equal("Kling 2.6 Text to Video", form.Find("#studio-model").TextContent);
        Assert.StartsWith("A wristwatch turns slowly", form.Find("#p-prompt").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Contains("Started from the template “Product turns”", form.Markup, StringComparison.Ordinal);
        Assert.Equal("true", form.Find(".template-chooser a[href$='template=product-turns']").GetAttribute("aria-current"));
        await form.Find("form").SubmitAsync();

        Assert.Empty(form.FindAll(".error-summary"));
        Assert.Equal(1, await host.House.ScalarAsync<long>(
            "select count(*) from generation_jobs where tenant_id = $1 and entry_key = 'kling-2-6-text-to-video' and input::jsonb ->> 'duration' = '5'", tenant.Value));
    }

    [Fact]
    public async Task Every_template_that_is_offered_opens_a_form_that_has_a_price()
    {
        await using var scope = Scope(await host.House.OpenWorkspaceAsync(Credits.Of(1_000)));
        await using var browser = Browser(scope);
        var keys = OpenTemplate(browser, "no-such-template").FindAll(".template-chooser a").Select(link => link.GetAttribute("href")!.Split("template=")[1]).ToList();

        Assert.Equal(24, keys.Count);
        foreach (var key in keys)
        {
            Assert.Matches(@"^[\d,.]+ credits", OpenTemplate(browser, key).Find(".price-line").TextContent);
        }
    }

    [Fact]
    public async Task A_template_that_is_not_there_is_named_so()
    {
        await using var scope = Scope(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        await using var browser = Browser(scope);

        Assert.Contains("There is no such template any more", OpenTemplate(browser, "no-such-template").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_is_continued_is_filled_in_and_one_that_is_not_ones_own_is_refused_beside_its_field()
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(100));
        await using var scope = Scope(tenant);
        await using var browser = Browser(scope);
        var task = $"{Guid.NewGuid():n}";
        var form = browser.Render<StudioForm>(parameters => parameters.Add(studio => studio.ModelKey, "suno-convert-to-wav-format").Add(studio => studio.Continue, task + "-1"));
        form.WaitForElement("form", TimeSpan.FromSeconds(30));

        Assert.Equal((task, task + "-1"), (form.Find("#p-task_id").GetAttribute("value"), form.Find("#p-audio_id").GetAttribute("value")));
        Assert.Contains("The job to continue is filled in.", form.Markup, StringComparison.Ordinal);
        Assert.StartsWith("0.4 credits", form.Find(".price-line").TextContent, StringComparison.Ordinal);
        await form.Find("form").SubmitAsync();

        Assert.Contains("There is no such job of yours in this mode", form.Find("#p-task_id-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await host.House.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value));
    }

    private AsyncServiceScope Scope(TenantId tenant)
    {
        var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeMember(tenant, Mode.Live, Guid.Empty, "member@test", Role.Owner);
        return scope;
    }

    private static BunitContext Browser(AsyncServiceScope scope)
    {
        var browser = new BunitContext();
        browser.JSInterop.Mode = JSRuntimeMode.Loose;
        browser.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        browser.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return browser;
    }

    private static IRenderedComponent<StudioForm> Open(BunitContext browser, string? model)
    {
        var form = browser.Render<StudioForm>(parameters => parameters.Add(studio => studio.ModelKey, model));
        form.WaitForElement("form", TimeSpan.FromSeconds(30));
        return form;
    }

    private static IRenderedComponent<StudioForm> OpenTemplate(BunitContext browser, string template)
    {
        var form = browser.Render<StudioForm>(parameters => parameters.Add(studio => studio.Template, template));
        form.WaitForElement("form", TimeSpan.FromSeconds(30));
        return form;
    }

    // The first of the picker's buttons is for all kinds.
    private static Task ChooseAsync(IRenderedComponent<StudioForm> form, MediaKind kind) =>
        form.FindAll(".picker .tabs button")[1 + Array.IndexOf(Enum.GetValues<MediaKind>(), kind)].ClickAsync(new());

    // A choice and a switch take nothing but what they offer.
    private static IEnumerable<string> BadValues(EntryParameter parameter)
    {
        if (parameter.Allowed.Length > 0 || parameter.Type == ParameterType.Boolean)
        {
            yield break;
        }

        if (parameter.IsRequired && parameter.Default is null && parameter.Type != ParameterType.List)
        {
            yield return "";
        }

        if (parameter.IsAddress)
        {
            yield return "nonsense";
        }

        if (FormValues.IsJson(parameter))
        {
            yield return "{";
        }

        if (parameter is { Type: ParameterType.Text, MaximumLength: < LongestTyped and var most })
        {
            yield return new string('a', (int)most + 1);
        }

        if (parameter.Type is ParameterType.Number or ParameterType.Integer)
        {
            yield return "x";
            foreach (var outside in new[] { parameter.Minimum - 1, parameter.Maximum + 1 }.OfType<decimal>())
            {
                yield return outside.ToString(CultureInfo.InvariantCulture);
            }
        }

        if (parameter.Type == ParameterType.Integer)
        {
            yield return "1.5";
        }
    }
}
