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
    /// <summary>The upstream's API that nearly all models use.</summary>
    public const string JobsApi = "jobs";

    private readonly InputRules rules;
    private readonly UpstreamPricing? pricing;

    internal CatalogueEntry(InputRules rules, UpstreamPricing? pricing) => (this.rules, this.pricing) = (rules, pricing);

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

    /// <summary>After how long without an answer a run has failed; null where the setting for its kind counts.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Its place in lists: lower comes first.</summary>
    public int Order { get; init; }

    /// <summary>Whether it is sold, and if not, what is missing.</summary>
    public required EntryOffer Offer { get; init; }

    /// <summary>True when the upstream takes nothing for it; the only case in which a price may be zero.</summary>
    public required bool IsFree { get; init; }

    /// <summary>The upstream's API it belongs to: "jobs", or one with paths of its own ("veo", "suno", "mj" …). Source: `api_family` in kie-models.json.</summary>
    public required string Api { get; init; }

    /// <summary>What the entry itself decides in the body of such an API, as one JSON object: {"model":"veo3"}.</summary>
    public required JsonElement Fixed { get; init; }

    /// <summary>Parameters in the order of a form: the text first, then what is required, then the rest.</summary>
    public required ImmutableArray<EntryParameter> Parameters { get; init; }

    /// <summary>How it goes on from an earlier task; null where it does not.</summary>
    public Continuation? Continues { get; init; }

    /// <summary>True when its result is a text or data instead of files.</summary>
    public bool HasTextResult { get; init; }

    /// <summary>What must be given although the schema does not say so.</summary>
    public required ImmutableArray<Requirement> Requirements { get; init; }

    /// <summary>Upstream prices.</summary>
    public required ImmutableArray<PriceRow> Prices { get; init; }

    /// <summary>The upstream's JSON Schema 2020-12 of the input, unchanged.</summary>
    public required JsonElement Schema { get; init; }

    /// <summary>Our own limits and defaults by parameter, as keywords that stand in front of the schema's.</summary>
    public required JsonElement Bounds { get; init; }

    /// <summary>The parameter whose file is measured before there is a price; null for most entries.</summary>
    public EntryParameter? Measured => Source is null ? null : Parameters.First(parameter => parameter.IsMeasured);

    /// <summary>What must be measured of that file, and its limits.</summary>
    internal SourceRule? Source { get; init; }

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

    /// <summary>True when jobs of this mode may use it.</summary>
    public bool IsOfferedIn(Mode mode) => Offer == EntryOffer.OnSale || (Offer == EntryOffer.Retired && mode == Mode.Test);

    /// <summary>What an earlier task may tell of the price of this input: for showing a price before there is such a task, never for a charge.</summary>
    public MeasuredSource? AssumedSource(ValidatedInput input) => pricing?.Assumed(input.Root);

    /// <summary>What one run with this input costs upstream, or which parameters have no price together.</summary>
    /// <param name="input">The validated input.</param>
    /// <param name="source">What was measured of the given file; needed where <see cref="Measured"/> names one, and without effect elsewhere.</param>
    /// <exception cref="ArgumentException">The input was validated for another entry.</exception>
    public Result<UpstreamCost> Cost(ValidatedInput input, MeasuredSource? source = null)
    {
        if (input.EntryKey != Key)
        {
            throw new ArgumentException($"The input belongs to '{input.EntryKey}', not to '{Key}'.", nameof(input));
        }

        return pricing is null ? OfferRefusal.Of(this) : pricing.Cost(input.Root, source);
    }
}
