using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Control;

namespace KieSaaS.Sandbox.Kie;

/// <summary>The controls of the Kie stand-in.</summary>
internal static class KieControls
{
    /// <summary>Maps <c>/_sandbox/kie/*</c>.</summary>
    public static void MapKieControls(this IEndpointRouteBuilder app)
    {
        var kie = app.MapControlGroup("/kie");
        kie.MapGet("/calls", (CallCounts counts) => ControlAnswer.Ok(counts.Read()));
        kie.MapGet("/tasks", (TaskStore tasks, SandboxClock clock) => ControlAnswer.Ok(tasks.All().Select(task => SeenTask.Of(task, clock.Milliseconds()))));
        kie.MapPost("/finish/{taskId}", (string taskId, EndTask end, SandboxClock clock) =>
            end.Now(taskId) is { } task ? ControlAnswer.Ok(SeenTask.Of(task, clock.Milliseconds())) : ControlAnswer.No(404, $"There is no task {taskId}."));

        kie.MapGet("/faults", (FaultPlan plan) => ControlAnswer.Ok(plan.Read()));
        kie.MapPost("/faults", (HttpContext http, FaultPlan plan) => ControlAnswer.WithBodyAsync<List<Fault>>(http, faults => AddFaults(plan, faults)));
        kie.MapDelete("/faults", (FaultPlan plan) =>
        {
            plan.Clear();
            return ControlAnswer.Ok(plan.Read());
        });

        kie.MapGet("/settings", (KieSettingsStore settings) => ControlAnswer.Ok(settings.Current));
        kie.MapPost("/settings", (HttpContext http, KieSettingsStore settings) =>
            ControlAnswer.WithBodyAsync<JsonObject>(http, changes => ControlAnswer.Ok(settings.Change(changes))));
        kie.MapPost("/balance", (HttpContext http, TaskStore tasks) => ControlAnswer.WithBodyAsync<Balance>(http, balance =>
        {
            tasks.Balance = balance.Credits;
            return ControlAnswer.Ok(balance);
        }));
        kie.MapPut("/models", (HttpContext http, ModelList models) => ControlAnswer.WithBodyAsync<JsonElement>(http, list =>
        {
            models.Replace(list.GetRawText());
            return ControlAnswer.Ok(models.All);
        }));
        kie.MapPatch("/models", (HttpContext http, ModelList models) => ControlAnswer.WithBodyAsync<ModelChange>(http, change =>
        {
            models.Change(change.Put ?? [], change.Remove ?? []);
            return ControlAnswer.Ok(models.All);
        }));
        MapFeed(kie);
    }

    private static void MapFeed(RouteGroupBuilder kie)
    {
        kie.MapGet("/prices", (PriceFeed feed) => ControlAnswer.Ok(feed.Records().Select(record => record.Record)));
        kie.MapPatch("/prices", (HttpContext http, PriceFeed feed) => ControlAnswer.WithBodyAsync<List<FeedEdit>>(http, edits =>
        {
            feed.Edit(edits);
            return ControlAnswer.Ok(feed.Records().Select(record => record.Record));
        }));
        kie.MapDelete("/prices", (PriceFeed feed) =>
        {
            feed.Forget();
            return ControlAnswer.Ok(feed.Records().Select(record => record.Record));
        });
    }

    private static IResult AddFaults(FaultPlan plan, List<Fault> faults)
    {
        if (faults.Select(fault => fault.Objection()).FirstOrDefault(objection => objection is not null) is { } wrong)
        {
            return ControlAnswer.No(StatusCodes.Status400BadRequest, wrong);
        }

        plan.Add(faults);
        return ControlAnswer.Ok(plan.Read());
    }

    private sealed record Balance(decimal Credits);

    private sealed record ModelChange(List<KieModel>? Put = null, List<string>? Remove = null);

    private sealed record SeenTask(string TaskId, string Model, JsonObject Input, string? CallBackUrl, string State, int Polls, decimal Credits, int CallbackAttempts, bool CallbackDelivered)
    {
        public static SeenTask Of(KieTask task, long now) => new(
            task.Id,
            task.Model,
            task.Input,
            task.CallBackUrl,
            task.State(now),
            task.Polls,
            task.Credits,
            task.CallbackAttempts,
            task.CallbackDelivered);
    }
}
