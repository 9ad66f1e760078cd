using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>Something that shall go wrong the next time a place is passed.</summary>
/// <param name="On">The place: create, record, callback, result, upload, models or prices.</param>
/// <param name="Effect">What happens there, see <see cref="FaultPlan.Effects"/>.</param>
/// <param name="Value">The effect's value: a status, a code, seconds or a failure.</param>
/// <param name="Times">How many times it still happens; 1 when not given.</param>
/// <param name="Model">Only for this model, or on prices this page; any when null.</param>
internal sealed record Fault(string On, string Effect, JsonNode? Value = null, int Times = 1, string? Model = null)
{
    /// <summary>The value as a number, or another.</summary>
    public double Number(double otherwise) => Value is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : otherwise;

    /// <summary>What is wrong with this fault, or null.</summary>
    public string? Objection()
    {
        if (On is null || !FaultPlan.Effects.TryGetValue(On, out var effects))
        {
            return $"on: '{On}' is none of {string.Join(", ", FaultPlan.Effects.Keys)}";
        }

        if (Effect is null || !effects.Contains(Effect))
        {
            return $"effect: '{Effect}' cannot happen on {On}; possible are {string.Join(", ", effects)}";
        }

        if (Times < 1)
        {
            return "times: at least 1";
        }

        var number = Number(double.NaN);
        return Effect switch
        {
            FaultEffect.Status when number is not (>= 400 and <= 599) => "value: an HTTP status from 400 to 599",
            FaultEffect.Code when number is not (>= 201 and <= 999) => "value: Kie's code, 201 to 999",
            FaultEffect.Delay when number is not (>= 0 and <= 86_400) => "value: seconds, 0 to 86400",
            FaultEffect.FailTask when Value is not (null or JsonObject) => "value: an object with failCode and failMsg, or nothing",
            _ => null,
        };
    }
}

/// <summary>The words for what can happen.</summary>
internal static class FaultEffect
{
    /// <summary>An HTTP error status with a plain text body.</summary>
    public const string Status = "status";

    /// <summary>Kie's envelope with another code.</summary>
    public const string Code = "code";

    /// <summary>So many seconds (of the sandbox's clock) pass first.</summary>
    public const string Delay = "delay";

    /// <summary>The work is done, then the connection breaks before the answer.</summary>
    public const string LoseResponse = "lose-response";

    /// <summary>The connection breaks and nothing is done; a callback is never sent.</summary>
    public const string Drop = "drop";

    /// <summary>A callback is sent twice.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>A callback's signature does not match.</summary>
    public const string CorruptSignature = "corrupt-signature";

    /// <summary>The task being created will fail.</summary>
    public const string FailTask = "fail-task";

    /// <summary>The task being created will never end.</summary>
    public const string NeverFinish = "never-finish";

    /// <summary>The list says that it has so many entries.</summary>
    public const string WrongTotal = "wrong-total";

    /// <summary>A page of the price feed is empty.</summary>
    public const string MissingPage = "missing-page";

    /// <summary>A page of the price feed is the one before once more.</summary>
    public const string RepeatPage = "repeat-page";

    /// <summary>The record is answered as if the task were unknown.</summary>
    public const string NotVisible = "not-visible";
}
