using System.Collections.Immutable;
using System.Text.Json;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Pricing;

/// <summary>
/// Finds the price of an input: of the rows whose conditions all hold, the one whose conditions contain every other's.
/// None or several is a refusal that names the parameters; nothing is guessed. Surcharges are added to it.
/// </summary>
internal sealed class UpstreamPricing(ImmutableArray<PriceRow> rows, InputFacts facts, SourceRule? rule)
{
    private readonly ImmutableArray<PriceRow> bases = [.. rows.Where(row => !row.IsSurcharge)];
    private readonly ImmutableArray<PriceRow> surcharges = [.. rows.Where(row => row.IsSurcharge)];

    public Result<UpstreamCost> Cost(JsonElement input, MeasuredSource? source)
    {
        if (rule?.Objection(source) is { } objection)
        {
            return objection;
        }

        var fitting = Fitting(input, source);
        var mostSpecific = fitting.Count > 1 ? fitting.FindAll(row => !fitting.Exists(other => IsMoreSpecific(other, row))) : fitting;
        if (mostSpecific is not [var row])
        {
            return NoPrice(input, source, mostSpecific);
        }

        if (Quantity.Of(row, input, source) is not { } quantity)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.no-quantity", $"{row.QuantityParameter} must be a number above zero: it decides the price")
                .For(row.QuantityParameter!);
        }

        var lines = ImmutableArray.CreateBuilder<CostLine>(1 + surcharges.Length);
        lines.Add(new CostLine(row.Id, row.Unit, quantity, row.Price));
        foreach (var surcharge in surcharges)
        {
            var count = facts.Count(surcharge.Conditions[0].Name, input);
            if (count > 0)
            {
                lines.Add(new CostLine(surcharge.Id, surcharge.Unit, count, surcharge.Price));
            }
        }

        return new UpstreamCost(lines.ToImmutable());
    }

    /// <summary>What an earlier task would tell if the first price that fits the rest of the input were its own; null where no task tells anything.</summary>
    public MeasuredSource? Assumed(JsonElement input)
    {
        var row = bases.FirstOrDefault(row => row.Conditions.Any(IsTold) && row.Conditions.All(condition => IsTold(condition) || facts.Holds(condition, input, source: null)));
        return row is null ? null : new MeasuredSource
        {
            Facts = row.Conditions.Where(IsTold).ToImmutableDictionary(condition => condition.Name, condition => condition.Value.ToString(), StringComparer.Ordinal),
        };
    }

    private bool IsTold(PriceCondition condition) => facts.IsTold(condition.Name);

    /// <summary>True when <paramref name="left"/> asks for everything that <paramref name="right"/> asks for, and more.</summary>
    public static bool IsMoreSpecific(PriceRow left, PriceRow right) =>
        left.Conditions.Length > right.Conditions.Length && right.Conditions.All(condition => left.Conditions.Any(other => Same(other, condition)));

    private static bool Same(PriceCondition left, PriceCondition right) => left.Name == right.Name && JsonElement.DeepEquals(left.Value, right.Value);

    private List<PriceRow> Fitting(JsonElement input, MeasuredSource? source)
    {
        var fitting = new List<PriceRow>(1);
        foreach (var row in bases)
        {
            if (Holds(row, input, source))
            {
                fitting.Add(row);
            }
        }

        return fitting;
    }

    private bool Holds(PriceRow row, JsonElement input, MeasuredSource? source)
    {
        foreach (var condition in row.Conditions)
        {
            if (!facts.Holds(condition, input, source))
            {
                return false;
            }
        }

        return true;
    }

    private Refusal NoPrice(JsonElement input, MeasuredSource? source, List<PriceRow> several)
    {
        var names = (several.Count > 0 ? several : bases.AsEnumerable())
            .SelectMany(row => row.Conditions).Select(condition => condition.Name).Distinct(StringComparer.Ordinal).ToArray();
        var given = names.Select(name => Describe(name, input, source)).ToArray();
        var fields = names.SelectMany(name => name[0] == '@' ? facts.FieldsOf(name) : [name]).Distinct(StringComparer.Ordinal).ToArray();
        var (code, message) = several.Count == 0
            ? ("catalog.no-price", $"There is no price for {string.Join(", ", given)} together: change {string.Join(" or ", fields)}.")
            : ("catalog.ambiguous-price", $"More than one price fits {string.Join(", ", given)}: change {string.Join(" or ", fields)}.");
        return new Refusal(RefusalKind.Invalid, code, message)
        {
            Field = fields.Length > 0 ? fields[0] : null,
            Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["parameters"] = fields },
        };
    }

    private string Describe(string name, JsonElement input, MeasuredSource? source) => name[0] == '@' ? facts.Describe(name, input, source)
        : input.TryGetProperty(name, out var value) ? $"{name} {value.GetRawText()}" : $"no {name}";
}
