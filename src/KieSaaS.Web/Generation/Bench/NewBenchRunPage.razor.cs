using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Web.Reporting;
using KieSaaS.Web.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Generation.Bench;

/// <summary>A run in the making: entries are picked, their inputs are looked over, and a live run's cost is confirmed before it begins.</summary>
public sealed partial class NewBenchRunPage : StaffPage
{
    private IReadOnlyList<BenchInput> _tests = [];
    private IReadOnlyList<Mode> _modes = [];
    private BenchReview? _review;
    private Mode _mode = Mode.Test;
    private Guid _id = Guid.CreateVersion7();
    private Guid? _former;
    private bool _asksForCost;

    [SupplyParameterFromQuery(Name = "entry")] private string[]? Keys { get; set; }

    [SupplyParameterFromQuery] private bool All { get; set; }

    /// <summary>The run whose failed tests are proposed.</summary>
    [SupplyParameterFromQuery] private Guid? From { get; set; }

    [SupplyParameterFromForm(FormName = "run")] private BenchForm? Form { get; set; }

    [Inject] private IOptions<PublicAddress> Site { get; set; } = null!;

    [Inject] private Catalogue Catalogue { get; set; } = null!;

    [Inject] private IStringLocalizer<BenchTexts> Texts { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        _modes = await Staff.AskAsync((StartBenchRun start) => Task.FromResult(start.Modes));
        if (Form is not null)
        {
            _tests = Form.Inputs;
            return;
        }

        await ProposeAsync();
        if (_tests.Count > StartBenchRun.MostTests)
        {
            _tests = [];
            ShowErrors([new FormError("entries", Texts["refusal.generation.bench-too-many"])]);
        }
        else if (_tests.Count > 0)
        {
            await ReviewAsync();
        }
    }

    private async Task ProposeAsync()
    {
        if (From is { } former)
        {
            var run = (await Staff.AskAsync((ReadBenchRun read) => read.RunAsync(former, CancellationToken.None))).Value;
            _tests = [.. (run?.Tests ?? []).Where(test => test.State == BenchTestState.Failed).Select(test => new BenchInput(test.EntryKey, BenchText.InLines(test.Input)))];
            (_former, _mode) = (run?.Id, run?.Mode ?? Mode.Test);
            return;
        }

        var entries = All ? BenchFilter.Of(Navigation.Uri).Of(Catalogue.All) : [.. (Keys ?? []).Select(Catalogue.Find).OfType<CatalogueEntry>()];
        _tests = [.. entries.Select(entry => new BenchInput(entry.Key, BenchText.ExampleOf(entry, Site.Value.Of("/").AbsoluteUri)))];
    }

    // A refusal of the run as a whole stands above the form; what is wrong with one input stands beside it.
    private async Task ReviewAsync()
    {
        var reviewed = await Staff.AskAsync((StartBenchRun start) => start.ReviewAsync(_mode, _tests, CancellationToken.None));
        _review = reviewed.Value;
        if (!reviewed.Succeeded)
        {
            ShowRefusal(reviewed.Refusal, Texts);
        }
        else if (Form is not null && Errors.Count == 0 && !_asksForCost)
        {
            ShowErrors(FaultsOf(reviewed.Value));
        }
    }

    private IReadOnlyList<FormError> FaultsOf(BenchReview review) =>
    [
        .. review.Lines.Index().Where(line => line.Item.Refusal is not null)
            .Select(line => new FormError($"input-{line.Index}", $"{Catalogue.Find(line.Item.Test.EntryKey)?.Name ?? line.Item.Test.EntryKey}: {BenchText.FaultOf(Texts, line.Item.Refusal!)}")),
    ];

    private async Task SendAsync()
    {
        (_id, _former) = (Form!.Id == Guid.Empty ? _id : Form.Id, Form.Former);
        if (Form.ChosenMode is not { } mode)
        {
            ShowErrors([new FormError("mode", Texts["refusal.generation.bench-mode"])]);
            await ReviewAsync();
            return;
        }

        _mode = mode;
        if (Form.Step == "check")
        {
            await ReviewAsync();
            return;
        }

        var started = await Staff.AskAsync((StartBenchRun start) => start.RunAsync(Form.Command(mode), CancellationToken.None));
        if (started.Succeeded)
        {
            Navigation.NavigateTo($"/staff/bench/{started.Value}");
            return;
        }

        // Asking for the cost is the next step, not an error.
        _asksForCost = started.Refusal.Field == "confirmed";
        if (started.Refusal.Code is not ("generation.bench-not-confirmed" or "generation.bench-inputs" or "generation.bench-nothing-runs"))
        {
            ShowRefusal(started.Refusal, Texts);
        }

        await ReviewAsync();
        if (started.Refusal.Code == "generation.bench-inputs")
        {
            ShowErrors([.. Errors, new FormError("refused", Texts["refused.or"])]);
        }
    }
}
