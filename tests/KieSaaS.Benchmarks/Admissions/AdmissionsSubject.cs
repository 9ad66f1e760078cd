using System.Security.Cryptography;
using KieSaaS.Data;

namespace KieSaaS.Benchmarks.Admissions;

/// <summary>
/// From HTTP to a committed job, against PostgreSQL's own load generator calling the same function in the same database,
/// one after the other on the same machine.
/// </summary>
internal static class AdmissionsSubject
{
    private const int MissingProgram = 3, WarmAnswers = 60_000, MostWarmUps = 12;

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        if (Programs.Find("wrk") is not { } wrk || Programs.Find("pgbench") is not { } pgbench)
        {
            Console.Error.WriteLine("This subject needs wrk and pgbench. Debian: apt-get install wrk postgresql-contrib");
            return MissingProgram;
        }

        using var folder = new RunFolder(options.Data);
        await using var database = await AdmissionsDatabase.StartAsync(new DataDirectory(folder.PathOf("database")));
        var keys = await database.SeedAsync();
        await File.WriteAllLinesAsync(folder.PathOf("spread-keys"), keys[..AdmissionsDatabase.Tenants]);
        await File.WriteAllLinesAsync(folder.PathOf("hot-key"), keys[^1..]);

        var (spread, hot, httpHolds) = await MeasurePortalAsync(options, folder, database, wrk);
        var server = new PgBench(pgbench, database.Connections.Platform);
        await server.RunAsync(1, AdmissionsDatabase.Tenants, options.Seconds);
        var pgSpread = await server.RunAsync(1, AdmissionsDatabase.Tenants, options.Seconds);
        var pgHot = await server.RunAsync(AdmissionsDatabase.Hot, AdmissionsDatabase.Hot, options.Seconds);
        var booksHold = await AdmissionsProof.RunAsync(database);

        Print(spread, hot, pgSpread, pgHot);
        return httpHolds && booksHold ? 0 : 1;
    }

    private static async Task<(HttpLoad Spread, HttpLoad Hot, bool Holds)> MeasurePortalAsync(
        BenchmarkOptions options, RunFolder folder, AdmissionsDatabase database, string wrk)
    {
        await using var portal = PortalProcess.Start(Loopback.Free(), folder.PathOf("portal"), "Production", SettingsOf(database));
        await portal.AnswersAsync("/health/ready");
        var warmUp = await WarmUpAsync(wrk, portal, folder, options.Seconds);
        var spread = await HttpLoad.RunAsync(wrk, portal, folder.PathOf("spread-keys"), options.Seconds);
        var hot = await HttpLoad.RunAsync(wrk, portal, folder.PathOf("hot-key"), options.Seconds);
        return (spread, hot, await AdmissionsProof.AnswersAreJobsAsync(database, [.. warmUp, spread, hot]));
    }

    // Code is compiled by use, not by time: on a busy machine the first seconds may answer next to nothing.
    private static async Task<List<HttpLoad>> WarmUpAsync(string wrk, PortalProcess portal, RunFolder folder, int seconds)
    {
        var rounds = new List<HttpLoad>();
        while (rounds.Count < MostWarmUps && rounds.Sum(round => round.Accepted) < WarmAnswers)
        {
            rounds.Add(await HttpLoad.RunAsync(wrk, portal, folder.PathOf("spread-keys"), seconds));
        }

        return rounds;
    }

    // The portal as in production, without the workers that would carry the jobs on: admission alone is measured, on both sides.
    private static IEnumerable<(string Name, string Value)> SettingsOf(AdmissionsDatabase database) =>
    [
        ("ConnectionStrings__KieSaaS", database.Connections.Owner!),
        ("Security__MasterKey", Convert.ToHexString(RandomNumberGenerator.GetBytes(32))),
        ("Sandbox__Url", Loopback.Free().ToString()),
        ("Work__IsEnabled", "false"),
        ("Stripe__ApiKey", "sk_test_benchmark"),
        ("Stripe__AllowTestKeys", "true"),
        ("Stripe__WebhookSecrets__0", "whsec_benchmark"),
        ("Mail__Smtp__Host", "127.0.0.1"),
        ("Mail__Smtp__From", "benchmark@example.com"),
    ];

    private static void Print(HttpLoad spread, HttpLoad hot, double pgSpread, double pgHot)
    {
        Report.Print($"");
        Report.Print($"{"64 connections",-24}{"portal/s",10}{"p50 ms",9}{"p99 ms",9}{"pgbench/s",11}{"ratio",8}{"goal",8}{"portal CPU us",15}");
        Report.Print($"{"over 1,000 tenants",-24}{spread.PerSecond,10:0}{spread.P50,9:0.0}{spread.P99,9:0.0}{pgSpread,11:0}{spread.PerSecond / pgSpread,8:0.0}{">= 3",8}{spread.Microseconds,15:0}");
        Report.Print($"{"one tenant",-24}{hot.PerSecond,10:0}{hot.P50,9:0.0}{hot.P99,9:0.0}{pgHot,11:0}{hot.PerSecond / pgHot,8:0.0}{">= 15",8}{hot.Microseconds,15:0}");
        Report.Print($"Load of the machine: {Report.Load()} on {Environment.ProcessorCount} processors. pgbench ran:");
        Console.WriteLine(File.ReadAllText(PgBench.Script));
        Report.Print($"figure admissions.spread {spread.PerSecond:0} per-second");
        Report.Print($"figure admissions.hot {hot.PerSecond:0} per-second");
        Report.Print($"figure pgbench.spread {pgSpread:0} per-second");
        Report.Print($"figure pgbench.hot {pgHot:0} per-second");
        Report.Print($"figure admissions.p99 {spread.P99:0.0} ms");
    }
}
