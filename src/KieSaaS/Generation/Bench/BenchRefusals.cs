using System.Globalization;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Generation.Bench;

/// <summary>Every "no" of the test bench.</summary>
internal static class BenchRefusals
{
    public static readonly Refusal MayNotTest = new(RefusalKind.Forbidden, "generation.may-not-test", "Your role cannot run tests.");

    public static readonly Refusal UnknownRun = new(RefusalKind.NotFound, "generation.unknown-bench-run", "There is no such run.");

    public static readonly Refusal NoRequest = new(RefusalKind.Invalid, "generation.bench-no-request", "Open the form anew.");

    public static readonly Refusal NothingChosen = new Refusal(RefusalKind.Invalid, "generation.bench-nothing-chosen", "Choose at least one model.").For("entries");

    public static readonly Refusal NothingRuns = new Refusal(RefusalKind.Invalid, "generation.bench-nothing-runs", "Not one of the inputs can run: correct them first.").For("entries");

    public static readonly Refusal NotConfirmed = new Refusal(RefusalKind.Invalid, "generation.bench-not-confirmed", "A live run costs real money: confirm its cost.").For("confirmed");

    public static Refusal TooMany(int most) =>
        new Refusal(RefusalKind.Invalid, "generation.bench-too-many", $"Choose at most {most.ToString(CultureInfo.InvariantCulture)} models for one run.").For("entries");

    public static Refusal SomeRefused(int refused) => new Refusal(
        RefusalKind.Invalid, "generation.bench-inputs", $"{refused.ToString(CultureInfo.InvariantCulture)} inputs cannot run: correct them, or run the others without them.").For("refused");

    public static Refusal CostChanged(KieCredits confirmed, KieCredits cost) => new Refusal(
        RefusalKind.Conflict, "generation.bench-cost-changed", $"The run costs {cost} Kie credits now, and {confirmed} were confirmed: look at it again.").For("confirmed");

    public static Refusal NoProvider(Mode mode) => new Refusal(
        RefusalKind.TryLater,
        mode == Mode.Live ? "generation.bench-no-live" : "generation.bench-no-sandbox",
        mode == Mode.Live ? "There is no provider for live runs: set KIE_API_KEY." : "There is no sandbox: set Sandbox:Url.").For("mode");
}
