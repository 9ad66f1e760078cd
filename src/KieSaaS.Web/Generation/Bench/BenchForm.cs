using System.Globalization;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Generation.Bench;

/// <summary>A run as it was typed.</summary>
public sealed class BenchForm
{
    /// <summary>Made once per form.</summary>
    public Guid Id { get; set; }

    /// <summary>"Test" or "Live".</summary>
    public string? Mode { get; set; }

    /// <summary>"check" or "start".</summary>
    public string? Step { get; set; }

    /// <summary>The upstream cost that the page showed, in millionths of a Kie credit.</summary>
    public string? Confirmed { get; set; }

    /// <summary>Start although some inputs cannot run.</summary>
    public bool WithRefused { get; set; }

    /// <summary>The run whose failed tests are repeated.</summary>
    public Guid? Former { get; set; }

    /// <summary>The entries and their inputs.</summary>
    public List<Line>? Tests { get; set; }

    internal IReadOnlyList<BenchInput> Inputs => [.. (Tests ?? []).Select(line => new BenchInput(line.Entry ?? "", line.Input ?? ""))];

    internal Mode? ChosenMode => Enum.TryParse<Mode>(Mode, out var mode) && Enum.IsDefined(mode) ? mode : null;

    internal StartBenchRun.Command Command(Mode mode) => new(Id, mode, Inputs)
    {
        Confirmed = long.TryParse(Confirmed, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? new KieCredits(micros) : null,
        WithRefused = WithRefused,
        Former = Former,
    };

    /// <summary>One entry.</summary>
    public sealed class Line
    {
        /// <summary>The catalogue entry's key.</summary>
        public string? Entry { get; set; }

        /// <summary>Its input as JSON.</summary>
        public string? Input { get; set; }
    }
}
