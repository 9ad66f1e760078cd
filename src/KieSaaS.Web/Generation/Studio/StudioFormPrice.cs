using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Generation.Studio;

/// <summary>The price on the screen, and the promise behind it.</summary>
public sealed partial class StudioForm
{
    // A form that is complete is promised its price: what is shown is charged, whatever is published before the button is pressed.
    // Of one that is not, what is missing is filled in by an example, which no price looks at unless it must be given.
    private async Task PriceAsync()
    {
        var (entry, input) = (_values!.Entry, _values.ToInput().Input);
        var quoted = await Ask.RunAsync((MakeQuote make) => make.RunAsync(entry.Key, Element(input), CancellationToken.None).AsTask());
        _promise = quoted.Succeeded ? (input.ToJsonString(), quoted.Value.Token) : null;
        _price = quoted.Succeeded ? quoted.Value.Quote : await PriceOfExampleAsync(entry, input);
    }

    // What was typed last may not have been priced yet: it is now, and goes on only at the price that stands on the screen.
    private async Task<bool> IsAtShownPriceAsync(string input)
    {
        if (_promise?.Input == input)
        {
            return true;
        }

        var shown = _price?.Value?.Price;
        await PriceAsync();
        return _promise is null || shown is null || _promise.Value.Input == input && _price?.Value?.Price == shown;
    }

    private async Task<Result<Quote>> PriceOfExampleAsync(CatalogueEntry entry, JsonObject input)
    {
        var priced = await Pricing.RunAsync(entry.Key, Element(ExampleInput.Fill(entry, input)), _tenant, _mode, CancellationToken.None);
        return priced.Succeeded ? priced.Value.Quote : priced.Refusal;
    }
}
