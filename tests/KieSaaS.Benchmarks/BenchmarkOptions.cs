using System.Globalization;

namespace KieSaaS.Benchmarks;

/// <summary>What can be said on the command line.</summary>
/// <param name="Seconds">How long each measured phase runs.</param>
/// <param name="Data">Below this folder a run makes its own, which it removes at the end. It should lie on a real disk.</param>
internal sealed record BenchmarkOptions(int Seconds, string Data)
{
    /// <summary>Null when something is not understood.</summary>
    public static BenchmarkOptions? Read(ReadOnlySpan<string> arguments)
    {
        var options = new BenchmarkOptions(8, Path.Combine(".data", "bench"));
        while (arguments.Length > 0)
        {
            switch (arguments)
            {
                case ["--seconds", var text, ..] when int.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 3600:
                    options = options with { Seconds = seconds };
                    break;
                case ["--data", var folder, ..]:
                    options = options with { Data = folder };
                    break;
                default:
                    return null;
            }

            arguments = arguments[2..];
        }

        return options;
    }
}
