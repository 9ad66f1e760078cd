using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KieSaaS.Kernel;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation.Kie;

/// <summary>
/// What a callback says: which task it is about, no more. Its body is not signed, so neither state nor results are taken from it;
/// the record is read again.
/// </summary>
/// <param name="TaskId">The task, at most 120 characters.</param>
internal sealed record KieCallback(string TaskId)
{
    private const int LongestTaskId = 120;

    /// <summary>Finds the task's id where Kie's families put it: <c>data.taskId</c>, <c>data.task_id</c> or <c>taskId</c>. Null when there is none.</summary>
    public static KieCallback? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return KieJson.Parse(body, Find) is { Length: <= LongestTaskId } id && id.All(c => c is > ' ' and <= '~') ? new KieCallback(id) : null;
        }
        catch (ProviderException)
        {
            return null;
        }
    }

    private static string? Find(JsonElement root) => root.Member("data") is { } data && (data.Text("taskId") ?? data.Text("task_id")) is { } inner ? inner : root.Text("taskId");
}

/// <summary>Checks Kie's signature of a callback: Base64(HMAC-SHA256(key, taskId + "." + timestamp)), with the time in unix seconds.</summary>
internal sealed class KieSignature(IOptions<KieOptions> options, TimeProvider clock)
{
    public const string TimestampHeader = "X-Webhook-Timestamp", SignatureHeader = "X-Webhook-Signature";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>True when the signature is right and fresh, and also when the mode has no secret: then the unguessable address must do.</summary>
    public bool IsGenuine(Mode mode, string taskId, string? timestamp, string? signature)
    {
        var secret = mode == Mode.Live ? options.Value.CallbackSecret : options.Value.SandboxCallbackSecret;
        return secret is null || (IsFresh(timestamp) && IsRight(secret, $"{taskId}.{timestamp}", signature));
    }

    private bool IsFresh(string? timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - (decimal)seconds) <= (decimal)Tolerance.TotalSeconds;

    private static bool IsRight(string secret, string message, string? signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature is { Length: 44 } && Convert.TryFromBase64String(signature, given, out var length) && length == given.Length
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));
    }
}
