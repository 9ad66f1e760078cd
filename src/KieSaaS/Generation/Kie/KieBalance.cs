namespace KieSaaS.Generation.Kie;

/// <summary>Reads the answer of <c>chat/credit</c>: a bare number of credits with decimals.</summary>
internal static class KieBalance
{
    /// <summary>Millionths of a credit, never below zero. Throws <see cref="ProviderException"/>, and nothing else, for any other answer.</summary>
    public static long Read(int status, ReadOnlyMemory<byte> body) => KieJson.Parse(body, root => KieEnvelope.Of(root) switch
    {
        { Code: 200 } when KieJson.Amount(root.Member("data")) is <= 0 => 0,
        { Code: 200 } when KieJson.MicroCredits(root.Member("data")) is { } micros => micros,
        { Code: 200 } => throw new ProviderException("Kie's balance is not a number of credits.", isRetryable: true),
        { } envelope => throw new ProviderException($"Kie answered {envelope.Code}: {envelope.Message}", envelope.IsRetryable),
        null => throw new ProviderException($"Kie answered {status} without an envelope.", isRetryable: true),
    });
}
