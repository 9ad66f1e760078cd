using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary><c>POST /api/v1/jobs/createTask</c> (reference section 1.1).</summary>
internal sealed class CreateTask(TaskStore tasks, ModelList models, FaultPlan faults, KieSettingsStore settings, KieLimits limits, SandboxClock clock)
{
    private static readonly JsonDocumentOptions NoTwins = new() { AllowDuplicateProperties = false };

    /// <summary>Answers one create.</summary>
    public async Task<IResult> RunAsync(HttpContext http)
    {
        var (request, problem) = await ReadAsync(http);
        var model = request is null ? null : TaskInput.Text(request, "model");
        var active = faults.Take("create", model);
        if (await active.BeforeAsync(http) is { } instead)
        {
            return instead;
        }

        if (settings.Current.RateLimit && !limits.Creates.TryTake(KieGate.KeyOf(http)))
        {
            return KieAnswer.No(429, "Your call frequency is too high. Please try again later.");
        }

        return active.After(http, request is null ? KieAnswer.No(422, problem!) : Create(request, model, active));
    }

    private static async Task<(JsonObject? Request, string? Problem)> ReadAsync(HttpContext http)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, null, NoTwins, http.RequestAborted) is JsonObject body ? (body, null) : (null, "The request body is not a JSON object");
        }
        catch (JsonException failure)
        {
            return (null, "The request body is not valid JSON: " + failure.Message);
        }
    }

    private KieAnswer Create(JsonObject request, string? id, ActiveFaults active)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            return KieAnswer.No(422, "model is required");
        }

        if (models.Find(id) is not { } model)
        {
            return KieAnswer.No(422, $"The model name {id} is not supported");
        }

        if (request["input"] is not JsonObject input)
        {
            return KieAnswer.No(422, "input is required");
        }

        if (TaskInput.Words(input) is null && (id.Contains("text-to", StringComparison.Ordinal) || !TaskInput.HasSource(input)))
        {
            return KieAnswer.No(422, "prompt is required");
        }

        var callBackUrl = TaskInput.Text(request, "callBackUrl");
        if (!string.IsNullOrEmpty(callBackUrl) && !(Uri.TryCreate(callBackUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            return KieAnswer.No(422, "callBackUrl is not a valid URL");
        }

        var plan = TaskPlan.For(model.Kind, TaskInput.Words(input) ?? "", active);
        var now = clock.Milliseconds();
        var task = tasks.TryAdd(model.Credits, taskId => new KieTask
        {
            Id = taskId,
            Model = id,
            Kind = model.Kind,
            Input = (JsonObject)input.DeepClone(),
            CallBackUrl = string.IsNullOrEmpty(callBackUrl) ? null : callBackUrl,
            Credits = model.Credits,
            CreatedAt = now,
            DueAt = now + (long?)plan.Takes?.TotalMilliseconds,
            Failure = plan.Failure,
        });
        return task is null
            ? KieAnswer.No(402, "The account's credits are insufficient for this task")
            : KieAnswer.Ok(new Created(task.Id, task.Id));
    }

    private sealed record Created(string TaskId, string RecordId);
}
