namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>Who sends a form.</summary>
internal enum Sender
{
    Nobody,
    Member,
    Staff,
}

/// <summary>One form of the portal with values that are good, and per field the values that are not.</summary>
/// <param name="Pattern">The route it posts to, as the manifest has it.</param>
/// <param name="Address">The address it posts to.</param>
/// <param name="By">Who sends it.</param>
/// <param name="Good">Every field with a value that is taken.</param>
internal sealed record FormCase(string Pattern, string Address, Sender By, IReadOnlyDictionary<string, string> Good)
{
    /// <summary>The form's name, where a page has several or its components read it.</summary>
    public string? Handler { get; init; }

    /// <summary>What is wrong with what: a field, its bad value (null leaves it out) and the field that the answer names; "" where the answer is one for all fields.</summary>
    public required IReadOnlyList<(string Field, string? Value, string Named)> Bad { get; init; }

    /// <summary>False where the good values need something that this portal has not, such as a payment provider.</summary>
    public bool IsTaken { get; init; } = true;

    /// <summary>False for the forms that change nothing but a cookie of how pages look.</summary>
    public bool NeedsToken { get; init; } = true;

    public override string ToString() => Handler is null ? Pattern : $"{Pattern} ({Handler})";

    /// <summary>The fields with one of them bad.</summary>
    public IEnumerable<KeyValuePair<string, string>> With(string field, string? value) =>
        [.. Good.Where(pair => pair.Key != field), .. value is null ? [] : new[] { KeyValuePair.Create(field, value) }];
}
