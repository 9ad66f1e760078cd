using System.Globalization;
using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>Shows tasks of the APIs with paths of their own, each in its own words (reference sections 2.1 to 2.7 and 4.2).</summary>
internal sealed class DedicatedView(SandboxClock clock, TaskResult results)
{
    /// <summary>The answer to a poll.</summary>
    public JsonObject Record(KieTask task) => task.Api switch
    {
        "runway" => Runway(task),
        "suno" => Suno(task),
        _ => Flagged(task),
    };

    /// <summary>The body of a callback; only ended tasks have one.</summary>
    public JsonObject Callback(KieTask task)
    {
        var body = new JsonObject { ["code"] = task.Succeeded ? 200 : 501, ["msg"] = task.Succeeded ? "success" : task.Failure?.FailMsg };
        if (task.Api == "aleph")
        {
            body["taskId"] = task.Id;
            body["data"] = task.Succeeded ? new JsonObject { ["result_video_url"] = First(task), ["result_image_url"] = First(task) } : null;
            return body;
        }

        body["data"] = task.Api switch
        {
            "runway" => new JsonObject { ["task_id"] = task.Id, ["video_id"] = task.Id[..8], ["video_url"] = First(task), ["image_url"] = First(task) },
            "suno" => new JsonObject { ["callbackType"] = task.Succeeded ? "complete" : "error", ["task_id"] = task.Id, ["data"] = Tracks(task, (id, url) => new JsonObject { ["id"] = id, ["audio_url"] = url, ["stream_audio_url"] = url }) },
            "gpt4o-image" => new JsonObject { ["taskId"] = task.Id, ["info"] = task.Succeeded ? new JsonObject { ["result_urls"] = Urls(task) } : null },
            "flux-kontext" => new JsonObject { ["taskId"] = task.Id, ["info"] = new JsonObject { ["originImageUrl"] = First(task) ?? "", ["resultImageUrl"] = First(task) ?? "" } },
            "veo" => new JsonObject { ["taskId"] = task.Id, ["promptJson"] = Body(task), ["info"] = task.Succeeded ? new JsonObject { ["resultUrls"] = Urls(task), ["originUrls"] = null } : null, ["fallbackFlag"] = false },
            _ => new JsonObject { ["taskId"] = task.Id, ["resultUrls"] = Urls(task) },
        };
        return body;
    }

    private JsonObject Flagged(KieTask task)
    {
        var record = new JsonObject { ["taskId"] = task.Id };
        if (task.Api == "mj")
        {
            record["taskType"] = task.Model;
        }

        record["paramJson"] = Body(task);
        record["completeTime"] = task.EndedAt;
        record[task.Api == "mj" ? "resultInfoJson" : "response"] = task.Succeeded ? Response(task) : null;
        record["successFlag"] = !task.HasEnded ? 0 : task.Succeeded ? 1 : task.Api == "gpt4o-image" ? 2 : 3;
        record["errorCode"] = task.HasEnded ? task.Failure?.FailCode : null;
        record["errorMessage"] = task.HasEnded ? task.Failure?.FailMsg : null;
        record["createTime"] = task.CreatedAt;
        if (task.Api == "gpt4o-image")
        {
            record["status"] = !task.HasEnded ? "GENERATING" : task.Succeeded ? "SUCCESS" : "GENERATE_FAILED";
            record["progress"] = (task.Progress(clock.Milliseconds()) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        }
        else if (task.Api == "veo")
        {
            record["fallbackFlag"] = false;
        }

        return record;
    }

    private JsonObject Response(KieTask task) => task.Api switch
    {
        "mj" => new JsonObject { ["resultUrls"] = new JsonArray([.. results.Urls(task).Select(url => new JsonObject { ["resultUrl"] = url })]) },
        "flux-kontext" => new JsonObject { ["originImageUrl"] = First(task), ["resultImageUrl"] = First(task) },
        "aleph" => new JsonObject { ["taskId"] = task.Id, ["resultVideoUrl"] = First(task), ["resultImageUrl"] = First(task) },
        "veo" => new JsonObject { ["taskId"] = task.Id, ["resultUrls"] = Urls(task), ["originUrls"] = null, ["fullResultUrls"] = Urls(task), ["resolution"] = TaskInput.Text(task.Input, "resolution") ?? "720p" },
        _ => new JsonObject { ["resultUrls"] = Urls(task) },
    };

    private JsonObject Runway(KieTask task) => new()
    {
        ["taskId"] = task.Id,
        ["parentTaskId"] = "",
        ["generateParam"] = new JsonObject { ["prompt"] = task.Prompt, ["imageUrl"] = TaskInput.Text(task.Input, "imageUrl") ?? "", ["expandPrompt"] = true },
        ["state"] = task.State(clock.Milliseconds()) switch { "waiting" => "wait", "queuing" => "queueing", var word => word },
        ["generateTime"] = task.EndedAt,
        ["videoInfo"] = task.Succeeded ? new JsonObject { ["videoId"] = task.Id[..8], ["taskId"] = task.Id, ["videoUrl"] = First(task), ["imageUrl"] = First(task) } : null,
        ["failCode"] = task.HasEnded ? task.Failure?.FailCode : null,
        ["failMsg"] = task.HasEnded ? task.Failure?.FailMsg : null,
        ["expireFlag"] = 0,
    };

    private JsonObject Suno(KieTask task) => new()
    {
        ["taskId"] = task.Id,
        ["parentMusicId"] = "",
        ["param"] = Body(task),
        ["response"] = new JsonObject
        {
            ["taskId"] = task.Id,
            ["sunoData"] = Tracks(task, (id, url) => new JsonObject { ["id"] = id, ["audioUrl"] = url, ["streamAudioUrl"] = url, ["prompt"] = task.Prompt, ["modelName"] = task.Model, ["duration"] = 2.0 }),
        },
        ["status"] = task switch
        {
            { Succeeded: true } => "SUCCESS",
            { HasEnded: true } => "GENERATE_AUDIO_FAILED",
            _ => task.Progress(clock.Milliseconds()) switch { < 30 => "PENDING", < 60 => "TEXT_SUCCESS", _ => "FIRST_SUCCESS" },
        },
        ["type"] = "chirp",
        ["operationType"] = "generate",
        ["errorCode"] = task.HasEnded ? task.Failure?.FailCode : null,
        ["errorMessage"] = task.HasEnded ? task.Failure?.FailMsg : null,
    };

    private static string Body(KieTask task)
    {
        var body = (JsonObject)task.Input.DeepClone();
        if (task.CallBackUrl is not null)
        {
            body["callBackUrl"] = task.CallBackUrl;
        }

        return body.ToJsonString(KieAnswer.Json);
    }

    private JsonArray? Tracks(KieTask task, Func<string, string, JsonObject> track) =>
        task.Succeeded ? new JsonArray([.. results.Urls(task).Select((url, index) => track(TaskResult.TrackId(task, index), url))]) : null;

    private JsonArray? Urls(KieTask task) => task.Succeeded ? new JsonArray([.. results.Urls(task).Select(url => JsonValue.Create(url))]) : null;

    private string? First(KieTask task) => task.Succeeded ? results.Urls(task)[0] : null;
}
