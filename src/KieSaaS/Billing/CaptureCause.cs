namespace KieSaaS.Billing;

/// <summary>The cause of a delivered job's ledger line, "job:…:capture": by it the line and the job find each other.</summary>
internal static class CaptureCause
{
    private const string Prefix = "job:", Suffix = ":capture";

    public static string Of(Guid jobId) => $"{Prefix}{jobId:n}{Suffix}";

    /// <summary>The job behind a cause; null when the line is not about a delivered job.</summary>
    public static Guid? JobOf(string cause) =>
        cause.StartsWith(Prefix, StringComparison.Ordinal)
        && cause.EndsWith(Suffix, StringComparison.Ordinal)
        && Guid.TryParseExact(cause.AsSpan(Prefix.Length, Math.Max(0, cause.Length - Prefix.Length - Suffix.Length)), "n", out var jobId)
            ? jobId
            : null;
}
