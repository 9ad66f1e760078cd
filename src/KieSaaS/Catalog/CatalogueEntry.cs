using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using KieSaaS.Catalog.Pricing;
using KieSaaS.Catalog.Schemas;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// One upstream model as tenants see it: the single definition behind validation, price, form, docs and API.
/// Immutable and checked when it was read, so it is shared between requests.
/// </summary>
public sealed class CatalogueEntry
{
    private readonly InputRules rules;
    private readonly UpstreamPricing pricing;

    internal CatalogueEntry(InputRules rules, UpstreamPricing pricing) => (this.rules, this.pricing) = (rules, pricing);

    /// <summary>Our own stable key: "nano-banana-2".</summary>
    public required string Key { get; init; }

    /// <summary>The upstream's model id: "google/nano-banana".</summary>
    public required string Model { get; init; }

    /// <summary>The name people read.</summary>
    public required string Name { get; init; }

    /// <summary>Who made the model.</summary>
    public required string Vendor { get; init; }

    /// <summary>What it makes.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>Modes, the main one first: "t2i", "i2v".</summary>
    public required ImmutableArray<string> Modes { get; init; }

    /// <summary>Entries of one family are shown together: "kling".</summary>
    public required string Family { get; init; }

    /// <summary>"fastest", "best-quality", "artistic", "text-in-image".</summary>
    public required ImmutableArray<string> Tags { get; init; }

    /// <summary>One sentence on what it is for.</summary>
    public required LocalizedText Description { get; init; }

    /// <summary>How long a run takes until history says better.</summary>
    public required TimeSpan ExpectedDuration { get; init; }

    /// <summary>Parameters in the order of a form: the text first, then what is required, then the rest.</summary>
    public required ImmutableArray<EntryParameter> Parameters { get; init; }

    /// <summary>Upstream prices.</summary>
    public required ImmutableArray<PriceRow> Prices { get; init; }

    /// <summary>The upstream's JSON Schema 2020-12 of the input, unchanged.</summary>
    public required JsonElement Schema { get; init; }

    /// <summary>The rules behind <see cref="Validate(JsonElement)"/>, for judging the schema alone.</summary>
    internal InputRules Rules => rules;

    /// <summary>
    /// Brings an input into its canonical form and checks it. A refusal carries all faults as <see cref="InputError"/>s in its details under "errors"
    /// and names the first one's field.
    /// </summary>
    public Result<ValidatedInput> Validate(JsonElement input)
    {
        var (canonical, root, violations) = rules.Apply(input);
        return violations.Count == 0
            ? new ValidatedInput(Key, canonical, root)
            : InputRefusal.Because(violations);
    }

    /// <summary>The same for JSON text. What is not JSON (NaN, a comment, half an object) is refused.</summary>
    public Result<ValidatedInput> Validate(string json)
    {
        try
        {
            return Validate(JsonElement.Parse(Encoding.UTF8.GetBytes(json)));
        }
        catch (JsonException wrong)
        {
            return InputRefusal.Malformed(wrong);
        }
    }

    /// <summary>What one run with this input costs upstream, or which parameters have no price together.</summary>
    /// <exception cref="ArgumentException">The input was validated for another entry.</exception>
    public Result<UpstreamCost> Cost(ValidatedInput input) => input.EntryKey == Key
        ? pricing.Cost(input.Root)
        : throw new ArgumentException($"The input belongs to '{input.EntryKey}', not to '{Key}'.", nameof(input));
}
