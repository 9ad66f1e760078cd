using System.Text;
using System.Text.Json;

namespace KieSaaS.Generation.Kie;

/// <summary>Reads the record of a task, in whichever of Kie's shapes.</summary>
internal static class KieRecord
{
    private const int LongestFailCode = 20, LongestState = 40, LongestFailMessage = 1000, LongestTrackId = 120, MostResults = 100;

    /// <summary>The snapshot, or null when Kie does not know the task. Throws <see cref="ProviderException"/>, and nothing else, for any other answer.</summary>
    public static TaskSnapshot? Read(int status, ReadOnlyMemory<byte> body, string taskId, KieApi api) => KieJson.Parse(body, root => KieEnvelope.Of(root) switch
    {
        { Code: 200 } => root.Member("data") is { } data ? Snapshot(data, taskId, api) : null,
        // An id that is fresh, foreign or too old: 422 "recordInfo is null"; some clients have seen 404.
        { Code: 404 or 422 } => null,
        { } envelope => throw new ProviderException($"Kie answered {envelope.Code}: {envelope.Message}", envelope.IsRetryable),
        null => throw new ProviderException($"Kie answered {status} without an envelope.", isRetryable: true),
    });

    private static TaskSnapshot Snapshot(JsonElement data, string taskId, KieApi api)
    {
        if (data.Text("taskId") != taskId)
        {
            throw new ProviderException("Kie answered with another task than the one that was asked for.", isRetryable: true);
        }

        var phase = data.Words(api.StateField, LongestState) is { } word && api.Phases.TryGetValue(word, out var known)
            ? known
            : throw new ProviderException("Kie's record has a state that is not known.", isRetryable: true);
        var tracks = phase == TaskPhase.Success && api.Tracks is { } where ? TracksOf(data, where) : [];
        var results = phase == TaskPhase.Success ? Addresses(Follow(data, api.ResultPath.Split('.'))) : [];

        // What lists its tracks may leave away the plain list of files.
        results = results.Count > 0 ? results : [.. tracks.Select(track => track.Address)];
        return new TaskSnapshot
        {
            TaskId = taskId,
            Phase = phase,
            Progress = Progress(data.Member("progress")),
            Results = results,
            TrackIds = tracks.Count == 0 ? [] : [.. results.Select(address => tracks.FirstOrDefault(track => track.Address == address).Id)],
            ResultObject = phase == TaskPhase.Success ? Inner(data.Member("resultJson"))?.Member("resultObject")?.GetRawText() : null,
            FailCode = phase == TaskPhase.Fail ? data.Words("failCode", LongestFailCode) ?? data.Words("errorCode", LongestFailCode) : null,
            FailMessage = phase == TaskPhase.Fail ? data.Words("failMsg", LongestFailMessage) ?? data.Words("errorMessage", LongestFailMessage) : null,
            // Records of 2025 called it consumeCredits.
            KieMicroCredits = KieJson.MicroCredits(data.Member("creditsConsumed") ?? data.Member("consumeCredits")),
            CallbackUrl = Callback(data.Member("param") ?? data.Member("paramJson")),
        };
    }

    // The jobs API counts to 100; the others write a text from "0.00" to "1.00".
    private static int? Progress(JsonElement? progress) => KieJson.Amount(progress) is not { } amount ? null
        : progress is { ValueKind: JsonValueKind.String } && amount <= 1 ? (int)(Math.Max(amount, 0) * 100)
        : (int)Math.Clamp(amount, 0, 100);

    private static List<(Uri Address, string? Id)> TracksOf(JsonElement data, KieTracks where)
    {
        var tracks = Follow(data, where.Path.Split('.')).Where(track => track.Text(where.Address) is not null).ToList();
        return [.. Addresses(tracks.Select(track => track.Member(where.Address)!.Value)).Zip(tracks, (address, track) => (address, track.Words("id", LongestTrackId)))];
    }

    private static List<Uri> Addresses(IEnumerable<JsonElement> addresses)
    {
        var found = addresses.ToList();
        if (found.Count > MostResults)
        {
            throw new ProviderException($"Kie's record has more than {MostResults} results.", isRetryable: false);
        }

        return [.. found.Select(url => url.ValueKind == JsonValueKind.String
            && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
                ? address
                : throw new ProviderException("Kie's record has a result that is not a web address.", isRetryable: true))];
    }

    private static IEnumerable<JsonElement> Follow(JsonElement from, ReadOnlyMemory<string> steps)
    {
        if (steps.IsEmpty)
        {
            return [from];
        }

        var step = steps.Span[0];
        var isList = step.EndsWith("[]", StringComparison.Ordinal);
        return (isList, Inner(from)?.Member(isList ? step[..^2] : step)) switch
        {
            (false, { } one) => Follow(one, steps[1..]),
            (true, { ValueKind: JsonValueKind.Array } list) => list.EnumerateArray().Take(MostResults + 1).SelectMany(item => Follow(item, steps[1..])),
            _ => [],
        };
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
