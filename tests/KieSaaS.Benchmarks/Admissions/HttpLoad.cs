using System.Globalization;
using System.Text.RegularExpressions;

namespace KieSaaS.Benchmarks.Admissions;

/// <summary>What 64 connections got from the portal.</summary>
/// <param name="Accepted">Answers whose envelope says 200: each is a committed job.</param>
/// <param name="Refused">Answers that say anything else.</param>
/// <param name="Errors">Connections that failed, and requests without an answer.</param>
/// <param name="PerSecond">Accepted answers a second.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">The latency that one in a hundred exceeds, in milliseconds.</param>
/// <param name="Microseconds">The portal's processor time for one accepted answer.</param>
internal sealed partial record HttpLoad(long Accepted, long Refused, long Errors, double PerSecond, double P50, double P99, double Microseconds)
{
    /// <summary>Drives createTask with wrk and the keys of a file.</summary>
    public static async Task<HttpLoad> RunAsync(string wrk, PortalProcess portal, string keys, int seconds)
    {
        var before = portal.ProcessorTime();

        // A second more than is asked for: the time in which the last answers come.
        var output = await Programs.RunAsync(
            wrk,
            [
                "-t2", "-c64", FormattableString.Invariant($"-d{seconds + 1}s"), "--latency", "--timeout", "30s",
                "-s", Checkout.Source("Admissions", "admissions.lua"), portal.Address.ToString(),
            ],
            ("KEYS", keys),
            ("SECONDS", seconds.ToString(CultureInfo.InvariantCulture)));
        if (Result().Match(output) is not { Success: true } result)
        {
            throw new InvalidOperationException($"wrk gave no result: {output}");
        }

        var accepted = Number("accepted");
        var used = portal.ProcessorTime() - before;
        return new HttpLoad(
            accepted, Number("refused"), Number("errors"), (double)accepted / seconds, Number("p50") / 1000.0, Number("p99") / 1000.0, used.TotalMicroseconds / Math.Max(1, accepted));

        long Number(string name) => long.Parse(result.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^result accepted (?<accepted>\d+) refused (?<refused>\d+) errors (?<errors>\d+) p50 (?<p50>\d+) p99 (?<p99>\d+)$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Result();
}
