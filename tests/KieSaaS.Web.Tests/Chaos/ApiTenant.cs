using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace KieSaaS.Web.Tests.Chaos;

/// <summary>A tenant that an operator opened, and what its key does over HTTP at any node.</summary>
internal sealed record ApiTenant(Guid Id, string Email, string Password, string ApiKey)
{
    /// <summary>An answer of the API: its code, and the data where there is any.</summary>
    public sealed record Answer(int Code, JsonElement Data);

    /// <summary>Opens one with live credits and a live key.</summary>
    public static async Task<ApiTenant> AddAsync(PortalProcess portal, decimal credits)
    {
        var email = $"owner-{Guid.NewGuid():n}@example.com";
        var added = await portal.RunCommandAsync(
            "tenant", "add", "--name", "Chaos", "--email", email, "--credits", credits.ToString(CultureInfo.InvariantCulture), "--api-key", "live");
        Assert.True(added.ExitCode == 0, added.Errors);
        return new(Guid.Parse(added.Json["tenantId"]!.GetValue<string>()), email, added.Json["password"]!.GetValue<string>(), added.Json["apiKey"]!.GetValue<string>());
    }

    public Task<Answer> CreateAsync(PortalProcess node, string prompt) => AskAsync(
        node, HttpMethod.Post, "/api/v1/jobs/createTask", JsonContent.Create(new { model = "google/nano-banana", input = new { prompt } }));

    public Task<Answer> RecordAsync(PortalProcess node, string taskId) => AskAsync(node, HttpMethod.Get, "/api/v1/jobs/recordInfo?taskId=" + taskId);

    /// <summary>What is left to spend, to the micro-credit.</summary>
    public async Task<decimal> CreditsAsync(PortalProcess node) => (await AskAsync(node, HttpMethod.Get, "/api/v1/chat/credit")).Data.GetDecimal();

    private async Task<Answer> AskAsync(PortalProcess node, HttpMethod method, string path, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", ApiKey) } };
        using var answer = await node.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return new(json.GetProperty("code").GetInt32(), json.TryGetProperty("data", out var data) ? data : default);
    }
}
