using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary><c>POST /api/v1/jobs/createTask</c> (reference section 1.1) and the creates of the APIs with paths of their own.</summary>
internal sealed class CreateTask(TaskStore tasks, EarlierTasks earlier, ModelList models, FaultPlan faults, KieSettingsStore settings, KieLimits limits, SandboxClock clock)
{
    private static readonly JsonDocumentOptions NoTwins = new() { AllowDuplicateProperties = false };

    /// <summary>Answers one create.</summary>
    public async Task<IResult> RunAsync(HttpContext http, DedicatedApi? api = null)
    {
        var (request, problem) = await ReadAsync(http);
        var model = request is null ? null : api is null ? TaskInput.Text(request, "model") : api.ModelOf(request);
        var active = faults.Take("create", model);
        if (await active.BeforeAsync(http) is { } instead)
        {
            return instead;
        }

        if (settings.Current.RateLimit && !limits.Creates.TryTake(KieGate.KeyOf(http)))
        {
            return KieAnswer.No(429, "Your call frequency is too high. Please try again later.");
        }

        return active.After(http, request is null ? KieAnswer.No(422, problem!) : Create(request, model, api, active));
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

    private KieAnswer Create(JsonObject request, string? id, DedicatedApi? api, ActiveFaults active)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            return KieAnswer.No(422, "model is required");
        }

        if (models.Find(id, api?.KindOf(id)) is not { } model)
        {
            return KieAnswer.No(422, $"The model name {id} is not supported");
        }

        if ((api is null ? request["input"] : WithoutCallback(request)) is not JsonObject input)
        {
            return KieAnswer.No(422, "input is required");
        }

        if (TaskInput.Words(input) is null && (id.Contains("text-to", StringComparison.Ordinal) || !TaskInput.HasSource(input)))
        {
            return KieAnswer.No(422, "prompt is required");
        }

        if (!earlier.Knows(input))
        {
            return KieAnswer.No(422, "Record does not exist");
        }

        var callBackUrl = TaskInput.Text(request, "callBackUrl");
        if (!string.IsNullOrEmpty(callBackUrl) && !(Uri.TryCreate(callBackUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            return KieAnswer.No(422, "callBackUrl is not a valid URL");
        }

        if (api is { NeedsCallback: true } && string.IsNullOrEmpty(callBackUrl))
        {
            return KieAnswer.No(422, "Please enter callBackUrl.");
        }

        var plan = TaskPlan.For(model.Kind, TaskInput.Words(input) ?? "", active);
        var now = clock.Milliseconds();
        var task = tasks.TryAdd(model.Credits, taskId => new KieTask
        {
            Id = taskId,
            Model = id,
            Kind = model.Kind,
            Api = api?.Name,
            Input = (JsonObject)input.DeepClone(),
            CallBackUrl = string.IsNullOrEmpty(callBackUrl) ? null : callBackUrl,
            Credits = model.Credits,
            CreatedAt = now,
            DueAt = now + (long?)plan.Takes?.TotalMilliseconds,
            Failure = plan.Failure,
        });
        return task is null
            ? KieAnswer.No(402, "The account's credits are insufficient for this task")
            : KieAnswer.Ok(api is null ? new Created(task.Id, task.Id) : new CreatedAlone(task.Id));
    }

    private static JsonObject WithoutCallback(JsonObject body)
    {
        var input = (JsonObject)body.DeepClone();
        input.Remove("callBackUrl");
        return input;
    }

    private sealed record Created(string TaskId, string RecordId);

    private sealed record CreatedAlone(string TaskId);
}
