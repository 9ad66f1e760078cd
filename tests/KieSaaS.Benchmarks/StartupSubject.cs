using System.Diagnostics;

namespace KieSaaS.Benchmarks;

/// <summary>How long the portal takes to start with everything it brings, on a data directory that is there already, and what it needs at rest.</summary>
internal static class StartupSubject
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        using var folder = new RunFolder(options.Data);
        var first = await StartAsync(folder, rest: false);
        var second = await StartAsync(folder, rest: true);
        var left = LeftBehind(folder);

        Report.Print($"{"first start, everything made",-34}{first.Seconds,12:0.0} seconds");
        Report.Print($"{"second start, to the first 200 of /",-34}{second.Seconds,10:0.0} seconds");
        Report.Print($"{"resident after five idle seconds",-34}{second.Mebibytes,12:0} MiB");
        Report.Print($"figure startup.seconds {second.Seconds:0.00} seconds");
        Report.Print($"figure startup.idle_mib {second.Mebibytes:0} MiB");
        foreach (var process in left)
        {
            Report.Print($"left behind: {process}");
        }

        return left.Count == 0 ? 0 : 1;
    }

    private static async Task<(double Seconds, double Mebibytes)> StartAsync(RunFolder folder, bool rest)
    {
        var watch = Stopwatch.StartNew();
        await using var portal = PortalProcess.Start(Loopback.Free(), folder.PathOf("data"), "Development", []);
        await portal.AnswersAsync("/");
        var seconds = watch.Elapsed.TotalSeconds;
        if (rest)
        {
            await Task.Delay(Rest);
        }

        return (seconds, portal.ResidentMebibytes());
    }

    // Whatever the portal started was told this run's folder.
    private static List<string> LeftBehind(RunFolder folder) =>
        [.. Directory.GetDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out var id) && id != Environment.ProcessId)
            .Select(CommandLine).Where(line => line.Contains(folder.Location, StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
