using System.Text.Json;

namespace KieSaaS.Generation.Kie;

/// <summary>
/// Kie's answer to everything: <c>{"code", "msg", "data"}</c>, with HTTP 200 for business errors too, so the code is what counts.
/// </summary>
/// <param name="Code">200, or what went wrong.</param>
/// <param name="Message">A sentence, at most 1000 characters.</param>
internal sealed record KieEnvelope(int Code, string Message)
{
    private const int LongestMessage = 1000;

    /// <summary>The envelope in a JSON answer, or null when it has none.</summary>
    public static KieEnvelope? Of(JsonElement root) => root.Whole("code") is { } code
        ? new KieEnvelope(code, root.Words("msg", LongestMessage) ?? $"Kie answered with code {code} and no message.")
        : null;

    /// <summary>True when the fault lies with our account: key (401), access (403), balance (402) or the key's cap (433).</summary>
    public bool IsOurs => Code is 401 or 402 or 403 or 433;

    /// <summary>
    /// True when the same request may be accepted later: our account once staff acted, too many calls (429, 430, and 405 for Suno),
    /// maintenance (455) and internal errors. A feature that is switched off (505) stays off.
    /// </summary>
    public bool IsRetryable => IsOurs || Code is 405 or 429 or 430 or 455 || (Code is >= 500 and <= 599 && Code != 505);
}
