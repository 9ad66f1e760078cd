using System.Collections.Immutable;
using System.Text.Json;

namespace KieSaaS.Catalog;

/// <summary>The kind of field a form shows for a parameter.</summary>
public enum ParameterType
{
    /// <summary>Text; with <see cref="EntryParameter.Allowed"/> a choice.</summary>
    Text,

    /// <summary>A number that may have a fraction.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A list.</summary>
    List,

    /// <summary>A group of named values.</summary>
    Group,
}

/// <summary>One parameter of an entry as a form, the docs and the API description show it: the schema and our own limits in one place.</summary>
public sealed record EntryParameter
{
    /// <summary>The name in the input.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of field.</summary>
    public required ParameterType Type { get; init; }

    /// <summary>For a list, the kind of its items.</summary>
    public ParameterType? ItemType { get; init; }

    /// <summary>True when the input must have it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True when the price depends on it.</summary>
    public bool IsPriced { get; init; }

    /// <summary>True when it is, or lists, web addresses.</summary>
    public bool IsAddress { get; init; }

    /// <summary>The allowed values; empty when there is no such list.</summary>
    public ImmutableArray<JsonElement> Allowed { get; init; } = [];

    /// <summary>The value used when it is left out.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Smallest number.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Largest number.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Fewest characters of a text, or items of a list.</summary>
    public long? MinimumLength { get; init; }

    /// <summary>Most characters of a text, or items of a list.</summary>
    public long? MaximumLength { get; init; }

    /// <summary>How long the given file may last at most, in seconds, where the price follows from its length.</summary>
    public int? MaximumSeconds { get; init; }

    /// <summary>How large the given picture may be at most, in megapixels of 1024 x 1024, where the price follows from its size.</summary>
    public int? MaximumMegapixels { get; init; }

    /// <summary>True when the file it names is fetched and measured before there is a price.</summary>
    public bool IsMeasured => MaximumSeconds is not null || MaximumMegapixels is not null;

    /// <summary>A few words on what it does.</summary>
    public LocalizedText? Hint { get; init; }
}
