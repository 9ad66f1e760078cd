using System.Globalization;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using Microsoft.AspNetCore.Components;

namespace KieSaaS.Web.Generation.Studio;

/// <summary>The price on the screen, and the promise behind it.</summary>
public sealed partial class StudioForm
{
    // How long a refused file is not asked for again by itself.
    private static readonly TimeSpan ForAWhile = TimeSpan.FromMinutes(1);

    [Inject] private TimeProvider Clock { get; set; } = null!;

    // What was found out about the file that the price follows from.
    private string? Measured => _isMeasuring ? null : _source?.Measured switch
    {
        { Seconds: { } seconds } => Texts["studio.measured-length", seconds.ToString("0.##", CultureInfo.CurrentCulture)].Value,
        { Width: { } width, Height: { } height } => Texts["studio.measured-size", width, height].Value,
        _ => null,
    };

    private string? ErrorOf(EntryParameter parameter) =>
        _errors.GetValueOrDefault(parameter.Name) ?? (parameter.IsMeasured && !_isMeasuring ? _sourceError : null);

    private bool IsPriced(string input) => _priced is { } priced && priced.Input == input && priced.Until > Clock.GetUtcNow();

    // A form that is complete is promised its price: what is shown is charged, whatever is published before the button is pressed.
    // Of one that is not, what is missing is filled in by an example, which no price looks at unless it must be given.
    // False when something was changed while a file was being measured: then that change is priced.
    private async Task<bool> PriceAsync()
    {
        var (entry, input, asked) = (_values!.Entry, _values.ToInput().Input, ++_asked);
        _isMeasuring = entry.Measured is { } file && input.ContainsKey(file.Name);
        if (_isMeasuring)
        {
            StateHasChanged();
        }

        var quoted = await Ask.RunAsync((MakeQuote make) => make.RunAsync(entry.Key, Element(input), CancellationToken.None).AsTask());
        if (asked != _asked)
        {
            return false;
        }

        _isMeasuring = false;
        _priced = (input.ToJsonString(), quoted.Value?.ExpiresAt ?? Clock.GetUtcNow() + ForAWhile);
        _promise = quoted.Succeeded ? (input.ToJsonString(), quoted.Value.Token) : null;
        _source = quoted.Value?.Source;
        _sourceError = quoted.Refusal is { } refusal && refusal.Field == entry.Measured?.Name && !refusal.Details.ContainsKey("errors") ? Texts.Refusal(refusal) : null;
        _price = quoted.Succeeded ? quoted.Value.Quote : _sourceError is not null ? quoted.Refusal : await PriceOfExampleAsync(entry, input);
        return true;
    }

    // What was typed last may not have been priced yet: it is now, and goes on only at the price that stands on the screen.
    private async Task<bool> IsAtShownPriceAsync(string input)
    {
        if (_promise?.Input == input)
        {
            return true;
        }

        var shown = _price?.Value?.Price;
        var isLatest = await PriceAsync();
        return isLatest && (_promise is null || shown is null || _promise.Value.Input == input && _price?.Value?.Price == shown);
    }

    private async Task<Result<Quote>> PriceOfExampleAsync(CatalogueEntry entry, JsonObject input)
    {
        var priced = await Pricing.EstimateAsync(entry.Key, Element(ExampleInput.Fill(entry, input)), measured: null, _tenant, _mode, CancellationToken.None);
        return priced.Succeeded ? priced.Value.Quote : priced.Refusal;
    }
}
