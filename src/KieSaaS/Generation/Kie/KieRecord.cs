using System.Text;
using System.Text.Json;

namespace KieSaaS.Generation.Kie;

/// <summary>Reads the answer of <c>recordInfo</c>.</summary>
internal static class KieRecord
{
    private const int LongestFailCode = 20, LongestFailMessage = 1000, MostResults = 100;

    /// <summary>The snapshot, or null when Kie does not know the task. Throws <see cref="ProviderException"/>, and nothing else, for any other answer.</summary>
    public static TaskSnapshot? Read(int status, ReadOnlyMemory<byte> body, string taskId) => KieJson.Parse(body, root => KieEnvelope.Of(root) switch
    {
        { Code: 200 } => root.Member("data") is { } data ? Snapshot(data, taskId) : null,
        // An id that is fresh, foreign or too old: 422 "recordInfo is null"; some clients have seen 404.
        { Code: 404 or 422 } => null,
        { } envelope => throw new ProviderException($"Kie answered {envelope.Code}: {envelope.Message}", envelope.IsRetryable),
        null => throw new ProviderException($"Kie answered {status} without an envelope.", isRetryable: true),
    });

    private static TaskSnapshot Snapshot(JsonElement data, string taskId)
    {
        if (data.Text("taskId") != taskId)
        {
            throw new ProviderException("Kie answered with another task than the one that was asked for.", isRetryable: true);
        }

        var phase = Phase(data.Text("state"));
        var result = phase == TaskPhase.Success ? Inner(data.Member("resultJson")) : null;
        return new TaskSnapshot
        {
            TaskId = taskId,
            Phase = phase,
            Progress = data.Whole("progress") is { } progress ? Math.Clamp(progress, 0, 100) : null,
            Results = result is { } inner ? Addresses(inner) : [],
            ResultObject = result?.Member("resultObject")?.GetRawText(),
            FailCode = phase == TaskPhase.Fail ? data.Words("failCode", LongestFailCode) : null,
            FailMessage = phase == TaskPhase.Fail ? data.Words("failMsg", LongestFailMessage) : null,
            // Records of 2025 called it consumeCredits.
            KieMicroCredits = KieJson.MicroCredits(data.Member("creditsConsumed") ?? data.Member("consumeCredits")),
            CallbackUrl = Callback(data.Member("param")),
        };
    }

    private static TaskPhase Phase(string? state) => state switch
    {
        "waiting" => TaskPhase.Waiting,
        "queuing" or "queueing" => TaskPhase.Queuing,
        "generating" => TaskPhase.Generating,
        "success" => TaskPhase.Success,
        "fail" => TaskPhase.Fail,
        _ => throw new ProviderException("Kie's record has a state that is not known.", isRetryable: true),
    };

    private static List<Uri> Addresses(JsonElement result)
    {
        if (result.Member("resultUrls") is not { ValueKind: JsonValueKind.Array } urls)
        {
            return [];
        }

        if (urls.GetArrayLength() > MostResults)
        {
            throw new ProviderException($"Kie's record has more than {MostResults} results.", isRetryable: false);
        }

        return [.. urls.EnumerateArray().Select(url => url.ValueKind == JsonValueKind.String
            && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
                ? address
                : throw new ProviderException("Kie's record has a result that is not a web address.", isRetryable: true))];
    }

    /// <summary>The callback address inside <c>param</c>; null when there is none that can be read.</summary>
    private static string? Callback(JsonElement? param)
    {
        try
        {
            return Inner(param)?.Text("callBackUrl");
        }
        catch (ProviderException)
        {
            return null;
        }
    }

    /// <summary>JSON that Kie puts into a text; seen as plain JSON too.</summary>
    private static JsonElement? Inner(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Object } => element,
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } json => KieJson.Parse(Encoding.UTF8.GetBytes(json), root => root.Clone()),
        _ => null,
    };
}
