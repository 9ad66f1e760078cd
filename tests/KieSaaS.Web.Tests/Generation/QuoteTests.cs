using System.Globalization;
using System.Text;
using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Generation;

/// <summary><c>POST /api/v1/quotes</c> and what its token is worth at createTask.</summary>
public sealed class QuoteTests(TenantHost host) : IClassFixture<TenantHost>
{
    private const string Request = """{"model":"google/nano-banana","input":{"prompt":"a red fox"}}""";

    [Fact]
    public async Task A_quote_says_the_exact_price_and_its_token_is_charged_exactly_that_though_a_book_was_published_since()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        var quote = Data(await PostAsync(client, "/api/v1/quotes", Request));

        await ChangeAsync(5000);
        var created = await PostAsync(client, "/api/v1/jobs/createTask", WithToken(Request, quote.GetProperty("quoteToken").GetString()!));

        var task = Guid.ParseExact(Data(created).GetProperty("taskId").GetString()!, "N");
        Assert.Equal(
            ((long)(quote.GetProperty("price").GetDecimal() * 1_000_000), quote.GetProperty("priceBook").GetInt32()),
            (await host.House.ScalarAsync<long>("select price from generation_jobs where id = $1", task), await host.House.ScalarAsync<int>("select book_number from generation_jobs where id = $1", task)));
        Assert.NotEqual(quote.GetProperty("price").GetDecimal(), Data(await PostAsync(client, "/api/v1/quotes", Request)).GetProperty("price").GetDecimal());
    }

    [Fact]
    public async Task A_quote_holds_nothing_and_tells_nothing_of_what_the_platform_pays()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync());

        var text = await PostAsync(client, "/api/v1/quotes", Request);

        var data = Data(text);
        Assert.Equal(
            ["model", "price", "priceBook", "quoteToken", "expiresAt", "rule", "breakdown", "value"], data.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["row", "unit", "quantity"], data.GetProperty("breakdown")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal("USD", data.GetProperty("value").GetProperty("currency").GetString());
        Assert.Equal(data.GetProperty("price").GetDecimal() / 100, data.GetProperty("value").GetProperty("amount").GetDecimal());
        Assert.DoesNotContain("kie", text.Replace("google/nano-banana", "", StringComparison.Ordinal).Replace(data.GetProperty("quoteToken").GetString()!, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.InRange(data.GetProperty("expiresAt").GetDateTimeOffset() - host.House.Clock.GetUtcNow(), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
    }

    [Theory]
    [InlineData("""{"model":"google/nano-banana","input":{"prompt":"another fox"}}""", null, "another model or input")]
    [InlineData(Request, "AAAA", "not a quote of this workspace")]
    public async Task A_token_for_anything_else_is_refused_and_creates_nothing(string request, string? token, string message)
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(100));
        var client = host.Client(tenant);
        token ??= Data(await PostAsync(client, "/api/v1/quotes", Request)).GetProperty("quoteToken").GetString()!;

        using var answer = JsonDocument.Parse(await PostAsync(client, "/api/v1/jobs/createTask", WithToken(request, token)));

        Assert.Equal(422, answer.RootElement.GetProperty("code").GetInt32());
        Assert.Contains(message, answer.RootElement.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Equal("quoteToken", answer.RootElement.GetProperty("details").GetProperty("field").GetString());
        Assert.Equal(0L, await host.House.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value));
    }

    [Theory]
    [InlineData("""{"model":"google/nano-banana","input":{}}""", "prompt is required")]
    [InlineData("""{"input":{}}""", "model is required")]
    [InlineData("""{"model":"google/nano-banana","input":{"prompt":"a"},"quoteToken":7}""", "quoteToken must be a string")]
    public async Task What_cannot_be_priced_is_refused_in_the_envelope(string request, string message)
    {
        using var answer = JsonDocument.Parse(await PostAsync(host.Client(await host.House.OpenWorkspaceAsync()), "/api/v1/quotes", request));

        Assert.Equal(422, answer.RootElement.GetProperty("code").GetInt32());
        Assert.Contains(message, answer.RootElement.GetProperty("msg").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_of_a_measured_file_says_what_was_measured_and_what_cannot_be_is_refused_by_its_parameter()
    {
        await using var server = await LocalServer.OfFilesAsync(Repository.PathOf("wwwroot", "samples"));
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(1_000));
        var client = host.Client(tenant);

        var quote = Data(await PostAsync(client, "/api/v1/quotes", Isolation(server.Url + "/sound.mp3")));
        Assert.Equal("audio_url", quote.GetProperty("source").GetProperty("parameter").GetString());
        Assert.Equal(3, quote.GetProperty("source").GetProperty("seconds").GetDecimal());
        Assert.Equal(3, quote.GetProperty("breakdown")[0].GetProperty("quantity").GetInt32());
        Assert.False(quote.GetProperty("source").TryGetProperty("width", out _));

        var task = Data(await PostAsync(client, "/api/v1/jobs/createTask", WithToken(Isolation(server.Url + "/sound.mp3"), quote.GetProperty("quoteToken").GetString()!)));
        Assert.Single(server.Requests);
        var page = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync($"/app/jobs/{task.GetProperty("taskId").GetString()}/price"));
        Assert.Contains("3.0 seconds", page, StringComparison.Ordinal);
        Assert.Contains(quote.GetProperty("source").GetProperty("sha256").GetString()!, page, StringComparison.Ordinal);

        foreach (var path in (string[])["/api/v1/quotes", "/api/v1/jobs/createTask"])
        {
            var refused = JsonElement.Parse(await PostAsync(client, path, Isolation(server.Url + "/picture.png")));
            Assert.Equal((422, "audio_url"), (refused.GetProperty("code").GetInt32(), refused.GetProperty("details").GetProperty("field").GetString()));
            Assert.Equal("audio_url: the length of this file cannot be read; give a whole mp3, wav or m4a file.", refused.GetProperty("msg").GetString());
        }

        Assert.Equal(1L, await host.House.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value));
    }

    [Fact]
    public async Task A_stranger_gets_no_quote() => Assert.StartsWith("""{"code":401,""", await PostAsync(host.Client(), "/api/v1/quotes", Request), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "How this price came about")]
    [InlineData("ru", "Как получилась эта цена")]
    public async Task A_job_leads_to_how_its_price_came_about(string language, string title)
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(1_000)), language);
        var task = Data(await PostAsync(client, "/api/v1/jobs/createTask", Request)).GetProperty("taskId").GetString()!;

        var job = await client.GetStringAsync($"/app/jobs/{task}");
        var page = await client.GetStringAsync($"/app/jobs/{task}/price");

        Assert.Contains($"/app/jobs/{task}/price", job, StringComparison.Ordinal);
        Assert.Contains(title, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.All((string[])["Kie credits", "кредитов Kie"], upstream => Assert.DoesNotContain(upstream, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await host.Client(await host.House.OpenWorkspaceAsync()).GetAsync($"/app/jobs/{task}/price")).StatusCode);
    }

    [Fact]
    public async Task A_mixed_basket_is_added_up_in_credits_and_in_the_workspaces_currency()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync());
        var first = await client.GetStringAsync("/app/calculator?model=nano-banana&n=100&add=1");
        var item = Uri.EscapeDataString("model=nano-banana&n=100");

        var both = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync($"/app/calculator?model=kling-2-6-text-to-video&n=50&p.duration=5&p.sound=false&item={item}&add=1"));

        Assert.Contains("name=\"item\"", first, StringComparison.Ordinal);
        var each = both.Split("<tfoot>")[0].Split("<tbody>")[^1].Split("<tr>").Skip(1).Select(row => Values(row)).ToList();
        Assert.Equal([100m, 50m], each.Select(row => row[1] / row[0]));
        Assert.Equal(each.Sum(row => row[1]), Values(both.Split("<tfoot>")[1].Split("</tfoot>")[0])[0]);
        Assert.Contains("USD", both.Split("<tfoot>")[1], StringComparison.Ordinal);
    }

    // The machine-readable values of the credits in a piece of a page.
    private static List<decimal> Values(string html) =>
        [.. html.Split("<data class=\"num\" value=\"").Skip(1).Select(part => decimal.Parse(part.Split('"')[0], CultureInfo.InvariantCulture))];

    private static string Isolation(string address) => $$$"""{"model":"elevenlabs/audio-isolation","input":{"audio_url":"{{{address}}}"}}""";

    private static string WithToken(string request, string token) => $"{request[..^1]},\"quoteToken\":\"{token}\"}}";

    private static JsonElement Data(string answer)
    {
        var root = JsonElement.Parse(answer);
        Assert.True(root.GetProperty("code").GetInt32() == 200, answer);
        return root.GetProperty("data");
    }

    private static async Task<string> PostAsync(HttpClient client, string path, string body) =>
        await (await client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"))).Content.ReadAsStringAsync();

    private async Task ChangeAsync(int thousandths)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeStaff(Guid.Empty, "staff@test", StaffRole.Operator);
        var newest = (await scope.ServiceProvider.GetRequiredService<ListDrafts>().RunAsync(CancellationToken.None)).Newest;
        var changed = await scope.ServiceProvider.GetRequiredService<ChangeMarkup>().RunAsync(new("nano-banana", thousandths, newest, "A test") { IsSure = true }, CancellationToken.None);
        Assert.True(changed.Succeeded, changed.Refusal?.Message);

        // The node that published learns of it like every other: by the signal, a moment later.
        var prices = host.Services.GetRequiredService<PricesInForce>();
        for (var i = 0; i < 500 && (await prices.GetAsync(CancellationToken.None)).Number != changed.Value; i++)
        {
            await Task.Delay(10);
        }
    }
}
