using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace KieSaaS.Benchmarks.Admissions;

/// <summary>
/// The same function asked by PostgreSQL's own load generator: 64 clients, one request per transaction, one prepared statement,
/// one round trip.
/// </summary>
internal sealed partial class PgBench(string program, string connection)
{
    /// <summary>The script, as it is in the repository.</summary>
    public static string Script => Checkout.Source("pgbench-admission.sql");

    /// <summary>Transactions a second over the tenants with these numbers.</summary>
    public async Task<double> RunAsync(int first, int last, int seconds)
    {
        var server = new NpgsqlConnectionStringBuilder(connection);
        var output = await Programs.RunAsync(
            program,
            [
                "-n", "-M", "prepared", "-c", "64", "-j", "2", "-T", Text(seconds), "-f", Script, "-D", $"first={Text(first)}", "-D", $"last={Text(last)}",
                "-h", server.Host!, "-p", Text(server.Port), "-U", server.Username!, server.Database!,
            ],
            ("PGPASSWORD", server.Password!));
        return Rate().Match(output) is { Success: true } rate && output.Contains("number of failed transactions: 0 ", StringComparison.Ordinal)
            ? double.Parse(rate.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench gave no clean result: {output}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^tps = (?<rate>[\d.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();
}
