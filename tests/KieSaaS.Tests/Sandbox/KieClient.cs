using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Sandbox;

/// <summary>The few calls of Kie that the tests make, in Kie's words.</summary>
internal sealed class KieClient(HttpClient http)
{
    public const string Create = "/api/v1/jobs/createTask";
    public const string Record = "/api/v1/jobs/recordInfo?taskId=";

    public async Task<string> CreateAsync(string model, string prompt, string? callBackUrl = null)
    {
        var answer = await PostAsync(Create, new { model, callBackUrl, input = new { prompt } });
        Assert.Equal(200, answer["code"]!.GetValue<int>());
        return answer["data"]!["taskId"]!.GetValue<string>();
    }

    public async Task<int> CreateCodeAsync(object body) => (await PostAsync(Create, body))["code"]!.GetValue<int>();

    public async Task<JsonObject> PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<JsonObject> GetAsync(string path) => (await http.GetFromJsonAsync<JsonObject>(path))!;

    public async Task<JsonNode> RecordAsync(string taskId) => (await GetAsync(Record + taskId))["data"]!;

    public async Task<string> StateAsync(string taskId) => (await RecordAsync(taskId))["state"]!.GetValue<string>();

    public async Task<decimal> BalanceAsync() => (await GetAsync("/api/v1/chat/credit"))["data"]!.GetValue<decimal>();

    public async Task<string> ResultUrlAsync(string taskId) =>
        JsonNode.Parse((await RecordAsync(taskId))["resultJson"]!.GetValue<string>())!["resultUrls"]![0]!.GetValue<string>();
}
