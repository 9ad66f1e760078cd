using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Testing;

/// <summary>A task as the sandbox saw it.</summary>
public sealed record SandboxTask(
    string TaskId,
    string Model,
    JsonElement Input,
    string? CallBackUrl,
    string State,
    int Polls,
    decimal Credits,
    int CallbackAttempts,
    bool CallbackDelivered);

/// <summary>The controls of a running sandbox.</summary>
public sealed partial class SandboxProcess
{
    /// <summary>Moves the sandbox's clock forward.</summary>
    public Task AdvanceAsync(TimeSpan by) => ControlAsync(HttpMethod.Post, "clock/advance", new { seconds = by.TotalSeconds });

    /// <summary>The time on the sandbox's clock.</summary>
    public async Task<DateTimeOffset> NowAsync() => (await ControlAsync(HttpMethod.Get, "clock"))!["now"]!.GetValue<DateTimeOffset>();

    /// <summary>Forgets everything: tasks, faults, settings, balance and the clock's advance.</summary>
    public Task ResetAsync() => ControlAsync(HttpMethod.Post, "reset");

    /// <summary>Orders something to go wrong, see the sandbox's README for the places and effects.</summary>
    public Task AddFaultAsync(string on, string effect, object? value = null, int times = 1, string? model = null) =>
        ControlAsync(HttpMethod.Post, "kie/faults", new[] { new { on, effect, value, times, model } });

    /// <summary>Forgets the faults that did not happen yet.</summary>
    public Task ClearFaultsAsync() => ControlAsync(HttpMethod.Delete, "kie/faults");

    /// <summary>All tasks it has seen, oldest first.</summary>
    public async Task<IReadOnlyList<SandboxTask>> TasksAsync() =>
        (await ControlAsync(HttpMethod.Get, "kie/tasks")).Deserialize<List<SandboxTask>>(JsonSerializerOptions.Web)!;

    /// <summary>How often each path was called, such as "POST /api/v1/jobs/createTask".</summary>
    public async Task<IReadOnlyDictionary<string, int>> CallsAsync() =>
        (await ControlAsync(HttpMethod.Get, "kie/calls")).Deserialize<Dictionary<string, int>>()!;

    /// <summary>Ends a task now.</summary>
    public Task FinishAsync(string taskId) => ControlAsync(HttpMethod.Post, "kie/finish/" + taskId);

    /// <summary>Sets the upstream balance in Kie credits.</summary>
    public Task SetBalanceAsync(decimal credits) => ControlAsync(HttpMethod.Post, "kie/balance", new { credits });

    /// <summary>Changes some of <c>keys</c>, <c>rateLimit</c>, <c>strictStatus</c>, <c>maintenance</c>, <c>callbackKey</c>.</summary>
    public Task ChangeSettingsAsync(object changes) => ControlAsync(HttpMethod.Post, "kie/settings", changes);

    /// <summary>Replaces the list of models and prices, given as JSON.</summary>
    public Task ReplaceModelsAsync(string models) => ControlAsync(HttpMethod.Put, "kie/models", JsonNode.Parse(models));

    /// <summary>Calls any control below <c>/_sandbox/</c>; throws when it refuses.</summary>
    public async Task<JsonNode?> ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/_sandbox/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? text.Length == 0 ? null : JsonNode.Parse(text)
            : throw new InvalidOperationException($"The sandbox refused {method} {path}: {(int)response.StatusCode} {text}");
    }
}
