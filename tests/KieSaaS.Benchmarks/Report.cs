using System.Globalization;

namespace KieSaaS.Benchmarks;

/// <summary>Lines on the console, the same in every language. Those that begin with "figure" are for programs.</summary>
internal static class Report
{
    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>How busy the machine is, with this run and everything else on it.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
