using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>What happened in the portal before anybody looks at it.</summary>
internal sealed class History(PortalProcess portal, SandboxProcess sandbox, NpgsqlDataSource database)
{
    /// <summary>Nearly as long as a workspace's name may be.</summary>
    public const string LongName = "Northern Lights Film, Advertising and Television Studio of Reykjavík Ltd";

    private const string LongReason = "The picture of 14 November came out with the wrong ratio and the support promised to make good for it (ticket 4711, see the mail of the same day)";

    private readonly Dictionary<string, string> _jobs = new(StringComparer.Ordinal);
    private Guid _tenant;
    private string _apiKey = "";

    /// <summary>The portal's: the upstream is read when the history says so, without a pause.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Sync:Every"] = "00:00:00", ["Sync:Pause"] = "00:00:00" };

    /// <summary>What needs nobody who is signed in: a second workspace of the demo account with credits and a key.</summary>
    public async Task BeginAsync()
    {
        var added = await portal.RunCommandAsync("tenant", "add", "--name", LongName, "--email", "demo@kiesaas.test", "--credits", "1250", "--api-key", "live");
        Assert.True(added.ExitCode == 0, added.Errors);
        _tenant = Guid.Parse(added.Json["tenantId"]!.GetValue<string>());
        _apiKey = added.Json["apiKey"]!.GetValue<string>();
        var granted = await portal.RunCommandAsync("credits", "grant", "--tenant", _tenant.ToString(), "--amount", "12.5", "--reason", LongReason);
        Assert.True(granted.ExitCode == 0, granted.Errors);
    }

    /// <summary>What the member and the staff do.</summary>
    public async Task<Facts> GoOnAsync(IPage member, IPage staff)
    {
        await StartJobsAsync();
        var paid = await BuyAsync(member, pays: true);
        var open = await BuyAsync(member, pays: false);
        await ProveAsync(staff);
        await SetRateAsync(staff);
        var draft = await DraftAsync(staff);
        var run = await SyncAsync(staff);
        var upcoming = await UpcomingAsync(staff);
        var bench = await TestModelsAsync(staff);
        var letter = await LoseThePasswordAsync(staff);
        var dead = await LetWorkDieAsync();
        await JobsEndAsync();
        await Task.WhenAll(member.Context.CloseAsync(), staff.Context.CloseAsync());
        return new Facts
        {
            Tenant = _tenant,
            PaidOrder = paid,
            OpenOrder = open,
            Key = await ReadAsync<Guid>("select id from identity_api_keys where tenant_id = $1", _tenant),
            Jobs = _jobs,
            DeadWork = dead,
            Draft = draft,
            SyncRun = run,
            Difference = await ReadAsync<Guid>("select id from catalog_differences where kind = $1 order by caution desc limit 1", "PriceChanged"),
            LooseLine = await ReadAsync<Guid>("select id from catalog_differences where kind = $1", "PriceAdded"),
            Upcoming = upcoming,
            Template = await ReadAsync<Guid>("select id from catalog_templates where key = $1", "product-turns"),
            Letter = letter,
            BenchRun = bench,
        };
    }

    private async Task StartJobsAsync()
    {
        const string picture = "google/nano-banana";
        _jobs["picture"] = await CreateAsync(picture, new { prompt = "a lighthouse at dusk" });
        _jobs["failed"] = await CreateAsync(picture, new { prompt = "a broken bridge [fail]" });
        _jobs["long"] = await CreateAsync(picture, new { prompt = string.Concat(Enumerable.Repeat("A very long prompt goes on about the light over the sea. ", 36))[..2000] });
        _jobs["endless word"] = await CreateAsync(picture, new { prompt = new string('w', 400) });
        _jobs["video"] = await CreateAsync("kling-2-6-text-to-video", new { prompt = "waves", duration = "5", sound = false, aspect_ratio = "16:9" });
        _jobs["sound"] = await CreateAsync("elevenlabs/text-to-speech-turbo-2-5", new { text = "Good evening." });
        _jobs["running"] = await CreateAsync(picture, new { prompt = "a tower without end [never]" });
        await sandbox.AddFaultAsync("create", "drop", model: "google/imagen4-fast");
        _jobs["lost"] = await CreateAsync("google/imagen4-fast", new { prompt = "an answer that never came" });
    }

    private async Task JobsEndAsync()
    {
        foreach (var job in (string[])["picture", "failed", "long", "endless word", "video", "sound"])
        {
            await UntilAsync(() => ReadAsync<bool>("select finished_at is not null from generation_jobs where id = $1", Guid.Parse(_jobs[job])), job);
        }

        await UntilAsync(() => ReadAsync<bool>("select state = 'Verifying' from generation_jobs where id = $1", Guid.Parse(_jobs["lost"])), "lost");
    }

    private async Task<string> CreateAsync(string model, object input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs/createTask") { Content = JsonContent.Create(new { model, input }) };
        request.Headers.Authorization = new("Bearer", _apiKey);
        using var answer = await portal.Http.SendAsync(request);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(json.GetProperty("code").GetInt32() == 200, json.ToString());
        return json.GetProperty("data").GetProperty("taskId").GetString()!;
    }

    // Gives the path of the order's page.
    private async Task<string> BuyAsync(IPage member, bool pays)
    {
        await member.GotoAsync(new Uri(portal.Address, "/app/billing").ToString());
        await member.Locator("form[action='/app/billing/buy'] button").First.ClickAsync();
        await Assertions.Expect(member).ToHaveURLAsync(new Regex("/c/pay/"), new() { Timeout = 30_000 });
        if (pays)
        {
            await member.GetByRole(AriaRole.Button, new() { Name = "Pay" }).ClickAsync();
            await Assertions.Expect(member.Locator("[data-order-state=fulfilled]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        }

        var id = await ReadAsync<Guid>("select id from billing_orders where tenant_id = $1 order by created_at desc limit 1", _tenant);
        return $"/app/billing/orders/{id}";
    }

    private async Task ProveAsync(IPage staff)
    {
        await staff.GotoAsync(new Uri(portal.Address, "/staff/proof").ToString());
        await staff.Locator("main form button[type=submit]").ClickAsync();
        await staff.Locator("main table").First.WaitForAsync();
    }

    private async Task SetRateAsync(IPage staff)
    {
        await staff.GotoAsync(new Uri(portal.Address, "/staff/pricing/rates").ToString());
        await staff.Locator("#currency").FillAsync("RUB");
        await staff.Locator("#rate").FillAsync("81.5");
        await staff.Locator("main form button[type=submit]").ClickAsync();
        await staff.Locator("main table").First.WaitForAsync();
    }

    // A draft, and a book that was published after it was started.
    private async Task<Guid> DraftAsync(IPage staff)
    {
        await staff.GotoAsync(new Uri(portal.Address, "/staff/pricing/drafts").ToString());
        await staff.Locator("#name").FillAsync("The prices of the winter season with all that the studios of the north asked for");
        await staff.Locator("main form button[type=submit]").ClickAsync();
        await Assertions.Expect(staff).ToHaveURLAsync(new Regex("/staff/pricing/drafts/."), new() { Timeout = 30_000 });
        await using var publish = database.CreateCommand("""
            insert into catalog_price_books (number, content, published_at, effective_at, published_by, reason)
            select number + 1, replace(content, '2000', '2100'), now(), now(), 'staff staff@kiesaas.test', $1 from catalog_price_books order by number desc limit 1
            """);
        publish.Parameters.AddWithValue(LongReason);
        await publish.ExecuteNonQueryAsync();
        return Guid.Parse(new Uri(staff.Url).Segments[^1]);
    }

    // An upstream that changed, and said some nonsense.
    private async Task<Guid> SyncAsync(IPage staff)
    {
        await sandbox.ChangeSettingsAsync(new { rateLimit = false });
        await sandbox.ControlAsync(HttpMethod.Patch, "kie/prices", JsonNode.Parse("""
            [{"description":"nano-banana-2, resolution=1K","record":{"creditPrice":"80"}},
             {"description":"nano-banana-2, resolution=2K","record":{"creditPrice":"13","usdPrice":"0.065"}},
             {"description":"nano-banana-2, resolution=4K","record":{"creditPrice":"-1000000"}},
             {"record":{"modelDescription":"Z Image, the fastest of all in the spring edition for every studio","interfaceType":"image","creditPrice":"0.9","creditUnit":"per image","anchor":"https://kie.ai/z-image"}},
             {"record":"nonsense"}]
            """));
        await sandbox.ControlAsync(HttpMethod.Patch, "kie/models", JsonNode.Parse("""
            {"put":[{"model":"somebody/dream-4","kind":"video","credits":30,"title":"Dream 4","vendor":"Somebody"}],"remove":["recraft/crisp-upscale"]}
            """));
        await staff.GotoAsync(new Uri(portal.Address, "/staff/sync").ToString());
        await staff.Locator("main .page-header button").ClickAsync();
        await UntilAsync(() => ReadAsync<bool>("select exists (select from catalog_sync_runs where phase = $1)", "Done"), "sync");
        await sandbox.ChangeSettingsAsync(new { rateLimit = true });
        return await ReadAsync<Guid>("select id from catalog_sync_runs where phase = $1", "Done");
    }

    // A draft on the newest book, and the notice of a book that is still to come.
    private async Task<Guid> UpcomingAsync(IPage staff)
    {
        await staff.GotoAsync(new Uri(portal.Address, "/staff/pricing/drafts").ToString());
        await staff.Locator("#name").FillAsync("Dearer pictures");
        await staff.Locator("main form button[type=submit]").ClickAsync();
        await Assertions.Expect(staff).ToHaveURLAsync(new Regex("/staff/pricing/drafts/."), new() { Timeout = 30_000 });
        var draft = Guid.Parse(new Uri(staff.Url).Segments[^1]);
        await staff.GotoAsync(new Uri(portal.Address, $"/staff/pricing/drafts/{draft}/prices?kind=Image").ToString());
        await staff.Locator("#markup-nano-banana").FillAsync("3.9");
        await staff.Locator(".grid-end button[type=submit]").ClickAsync();
        await Assertions.Expect(staff).ToHaveURLAsync(new Regex("saved=1"), new() { Timeout = 30_000 });
        await using var notice = database.CreateCommand("""
            insert into generation_price_notices (tenant_id, book_number, effective_at, rises, created_at)
            select $1, 99, now() + interval '9 days', json_agg(json_build_object('EntryKey', entry, 'Row', 'any', 'Unit', 1, 'Before', json_build_object('Micros', 4000000), 'After', json_build_object('Micros', 5200000), 'OtherRows', 0))::text, now()
            from unnest(array['nano-banana', 'nano-banana-edit', 'kling-3-0-video', 'suno-generate', 'z-image']) entry
            """);
        notice.Parameters.AddWithValue(_tenant);
        await notice.ExecuteNonQueryAsync();
        return draft;
    }

    // Some pass, one fails at the provider, one cannot run.
    private async Task<Guid> TestModelsAsync(IPage staff)
    {
        await staff.GotoAsync(new Uri(portal.Address, "/staff/bench/new?entry=nano-banana&entry=elevenlabs-text-to-speech-turbo-2-5&entry=z-image&entry=kling-2-6-text-to-video").ToString());
        foreach (var (input, text) in new[] { (2, """{"prompt":"a bridge [fail]","aspect_ratio":"1:1"}"""), (3, """{"prompt":"waves","duration":"7","sound":false,"aspect_ratio":"16:9"}""") })
        {
            await staff.Locator("details.bench-input summary").Nth(input).ClickAsync();
            await staff.Locator($"#input-{input}").FillAsync(text);
        }

        await staff.Locator("button[value=check]").ClickAsync();
        await staff.Locator("#refused").CheckAsync();
        await staff.Locator("button[value=start]").ClickAsync();
        await Assertions.Expect(staff).ToHaveURLAsync(new Regex("/staff/bench/[0-9a-f]"), new() { Timeout = 30_000 });
        var run = Guid.Parse(new Uri(staff.Url).Segments[^1]);
        await UntilAsync(
            () => ReadAsync<bool>("select count(*) = 3 from generation_bench_tests t join generation_jobs j on j.id = t.job_id where t.run_id = $1 and j.finished_at is not null", run), "test run");
        return run;
    }

    private async Task<string> LoseThePasswordAsync(IPage page)
    {
        await page.GotoAsync(new Uri(portal.Address, "/account/forgot").ToString());
        await page.Locator("#email").FillAsync("demo@kiesaas.test");
        await page.Locator("main button[type=submit]").ClickAsync();
        var letters = page.Locator("main td a[href^='/_mailbox/']");
        await UntilAsync(
            async () =>
            {
                await page.GotoAsync(new Uri(portal.Address, "/_mailbox").ToString());
                return await letters.CountAsync() > 0;
            },
            "mail");
        return (await letters.First.GetAttributeAsync("href"))!;
    }

    private async Task<Guid> LetWorkDieAsync()
    {
        var id = Guid.CreateVersion7();
        await using var insert = database.CreateCommand(
            """
            insert into work_items (id, kind, payload, tenant_id, mode, due_at, created_at, attempts, dead_at, last_error)
            values ($1, 'generation.poll', '{"AttemptId":"01a1fd93-f97f-7a05-9079-a9518bcd258a"}', $2, 'Live', now(), now(), 8, now(),
                    'The provider answered 502 to GET https://tempfile.aiquickdraw.com/workers/nano/image_1763740400000_a1b2c3_1x1_1024x1024.png eight times; the last answer began: upstream connect error')
            """);
        insert.Parameters.AddWithValue(id);
        insert.Parameters.AddWithValue(_tenant);
        await insert.ExecuteNonQueryAsync();
        return id;
    }

    private async Task<T> ReadAsync<T>(string sql, object value)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue(value);
        return await command.ExecuteScalarAsync() is T found ? found : throw new InvalidOperationException($"No {typeof(T).Name}: {sql}");
    }

    private static async Task UntilAsync(Func<Task<bool>> has, string what)
    {
        for (var look = 0; look < 600; look++)
        {
            if (await has())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"It did not happen within a minute: {what}");
    }
}
