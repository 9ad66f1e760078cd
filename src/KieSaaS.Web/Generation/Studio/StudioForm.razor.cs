using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Shell.Components;
using KieSaaS.Web.Shell.Live;
using KieSaaS.Web.Shell.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Generation.Studio;

/// <summary>Chooses a model, fills in its form, shows the price and starts jobs.</summary>
public sealed partial class StudioForm : LiveComponent
{
    private const int ShownJobs = 4;

    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);
    private readonly List<Guid> _started = [];
    private List<FormError> _summary = [];
    private FormValues? _values;
    private PriceBook? _book;
    private ReadBalance.Answer? _balance;
    private Result<Quote>? _price;
    private ShownValues _shown = ShownValues.None;
    private (string Input, string Token)? _promise;
    private (string Input, DateTimeOffset Until)? _priced;
    private StoredSource? _source;
    private string? _sourceError;
    private bool _isMeasuring;
    private int _asked;
    private TenantId? _tenant;
    private Mode _mode;
    private IReadOnlyList<ReadTemplates.Line> _templates = [];
    private string? _notice, _missing;
    private (string? Model, string? From, string? Template, string? Continue) _shownBy;
    private bool _isBusy;

    /// <summary>The chosen model; a picture model that needs a text only when null, unknown or not offered.</summary>
    [Parameter] public string? ModelKey { get; set; }

    /// <summary>A past job whose parameters are used again.</summary>
    [Parameter] public string? From { get; set; }

    /// <summary>A template to start from.</summary>
    [Parameter] public string? Template { get; set; }

    /// <summary>A past job, or one of its tracks, that is continued: its id as tenants know it.</summary>
    [Parameter] public string? Continue { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Topics { get; } = [WalletSignal.Topic];

    [Inject] private Catalogue Catalogue { get; set; } = null!;

    [Inject] private SalePrices Prices { get; set; } = null!;

    [Inject] private PriceRequest Pricing { get; set; } = null!;

    [Inject] private CreditValues Values { get; set; } = null!;

    [Inject] private IStringLocalizer<CatalogTexts> Catalog { get; set; } = null!;

    [Inject] private IStringLocalizer<GenerationTexts> Texts { get; set; } = null!;

    private bool HasErrorInMore => _values is not null && _values.Entry.Parameters.Any(parameter => !IsMain(parameter) && _errors.ContainsKey(parameter.Name));

    private string PriceLine => _isMeasuring ? Texts["studio.measuring"] : _sourceError is not null ? Texts["studio.no-price-of-file"] : (_price, _balance) switch
    {
        ({ Succeeded: true } price, { } balance) => Texts["studio.price", Show.Credits(price.Value.Price), _shown.Of(price.Value.Price), Show.Credits(balance.Available)],
        ({ } price, _) => Texts["studio.no-price", Texts.Refusal(price.Refusal!)],
        _ => "",
    };

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        _book = await Prices.BookAsync(CancellationToken.None);
        _balance = await Ask.RunAsync((ReadBalance read) => read.RunAsync(CancellationToken.None));
        (_tenant, _mode) = await Ask.RunAsync((Actor actor) => Task.FromResult((actor.Tenant, actor.Mode)));
        _shown = await Values.ForAsync(_tenant, asked: null, CancellationToken.None);
        if (_values is null || _shownBy != (ModelKey, From, Template, Continue))
        {
            await OpenAsync();
        }

        // A file is not fetched again because the balance changed.
        if (_values!.Entry.Measured is null || !IsPriced(_values.ToInput().Input.ToJsonString()))
        {
            await PriceAsync();
        }
    }

    private async Task GenerateAsync()
    {
        // A second press can arrive before the browser has seen the button disabled.
        if (_isBusy || _values is null)
        {
            return;
        }

        _isBusy = true;
        ClearErrors();
        try
        {
            var (input, unreadable) = _values.ToInput();
            if (unreadable is not null)
            {
                AddError(unreadable, Texts["studio.not-json"]);
                return;
            }

            if (!await IsAtShownPriceAsync(input.ToJsonString()))
            {
                _notice = Texts["studio.price-renewed"];
                return;
            }

            var command = new StartGeneration.Command(_values.Entry.Key, Element(input), CallbackUrl: null, _promise?.Token);
            var started = await Ask.RunAsync((StartGeneration start) => start.RunAsync(command, CancellationToken.None));
            if (started.Succeeded)
            {
                _started.Insert(0, started.Value.JobId);
                _started.RemoveRange(Math.Min(ShownJobs, _started.Count), Math.Max(0, _started.Count - ShownJobs));
            }
            else if (started.Refusal.Field == "quoteToken")
            {
                await PriceAsync();
                _notice = Texts["studio.price-renewed"];
            }
            else
            {
                ShowRefusal(started.Refusal);
            }
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void ShowRefusal(Refusal refusal)
    {
        if (refusal.Details.GetValueOrDefault("errors") is not IEnumerable<InputError> errors)
        {
            AddError(refusal.Field, Texts.Refusal(refusal));
            return;
        }

        foreach (var error in errors)
        {
            var name = error.Field.Split('[', '.')[0];
            AddError(name, Texts.InputError(Catalog, error, _values!.Entry.Parameters.FirstOrDefault(parameter => parameter.Name == name)));
        }
    }

    private void AddError(string? field, string text)
    {
        var isField = field is not null && _values!.Entry.Parameters.Any(parameter => parameter.Name == field);
        if (isField)
        {
            _errors.TryAdd(field!, text);
        }

        _summary.Add(isField ? new FormError(ParameterField.IdOf(field!), $"{Catalog.Parameter(field!)}: {text}") : new FormError(null, text));
    }

    private void ClearErrors()
    {
        _errors.Clear();
        _summary = [];
    }

    // What a person needs at once; the rest is one click away.
    private static bool IsMain(EntryParameter parameter) => parameter.IsRequired || parameter.IsPriced || parameter.IsAddress
        || parameter.Name is "prompt" or "text" or "aspect_ratio" or "image_size" or "resolution" or "duration" or "style" or "title" or "lyrics" or "instrumental";

    private static JsonElement Element(JsonObject input) => JsonSerializer.SerializeToElement(input);
}
