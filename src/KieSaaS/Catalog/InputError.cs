namespace KieSaaS.Catalog;

/// <summary>One thing that is wrong with an input, in words a caller can act on.</summary>
/// <param name="Pointer">JSON Pointer (RFC 6901) into the input; empty for the input as a whole.</param>
/// <param name="Field">The same place as people write it: "duration", "dialogue[0].text".</param>
/// <param name="Code">
/// A stable machine name: the schema keyword ("maximum", "required"), or "text.nul", "text.surrogate", "text.encoding",
/// "json.duplicate", "json.depth", "number.range".
/// </param>
/// <param name="Message">The field and the cure: "duration must be at most 10".</param>
public sealed record InputError(string Pointer, string Field, string Code, string Message);
