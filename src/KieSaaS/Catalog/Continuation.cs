using System.Collections.Immutable;
using System.Text.Json;

namespace KieSaaS.Catalog;

/// <summary>
/// That an entry goes on from an earlier task of the same tenant: where its input names that task, which tasks will do, and what they
/// tell of the price. Tenants name their tasks by our ids; the provider's take their place on the way there.
/// </summary>
public sealed record Continuation
{
    /// <summary>The parameter that names the task; null where a track's id alone says which it is.</summary>
    public string? Task { get; init; }

    /// <summary>The parameter that names one of the task's tracks; null where tracks do not matter.</summary>
    public string? Track { get; init; }

    /// <summary>The parameter that counts the task's results from 0; null where there is none.</summary>
    public string? Index { get; init; }

    /// <summary>Keys of the entries whose tasks can be continued.</summary>
    public required ImmutableArray<string> From { get; init; }

    /// <summary>Values of the earlier input with which it cannot be: "resolution=1080p".</summary>
    public required ImmutableArray<PriceCondition> Not { get; init; }

    /// <summary>What the earlier input tells of the price.</summary>
    public required ImmutableArray<EarlierFact> Facts { get; init; }

    /// <summary>The parameter that a refusal about the task names.</summary>
    public string Field => Task ?? Track!;

    /// <summary>The parameters that hold ids.</summary>
    public IEnumerable<string> Fields => new[] { Task, Track }.OfType<string>();

    /// <summary>True when an input names an earlier task; where that is optional it may not.</summary>
    public bool IsIn(JsonElement input) => Fields.Any(field => TextOf(input, field) is not null);

    /// <summary>What stands in one of the parameters; null when nothing does.</summary>
    public static string? TextOf(JsonElement input, string? field) =>
        field is not null && input.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && value.ToString() is { Length: > 0 } text ? text : null;
}

/// <summary>A fact of a price that the earlier task tells.</summary>
/// <param name="Name">"@source_resolution".</param>
/// <param name="Parameter">The parameter of the earlier task that says it.</param>
/// <param name="Values">What its values mean where they are not the fact's own words; else empty.</param>
public sealed record EarlierFact(string Name, string Parameter, ImmutableDictionary<string, string> Values)
{
    /// <summary>The fact's value for a value of the parameter; null when it has none.</summary>
    public string? Of(string value) => Values.IsEmpty ? value : Values.GetValueOrDefault(value);
}
