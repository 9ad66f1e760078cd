namespace KieSaaS.Catalog.Schemas;

/// <summary>One broken rule, told from the place where it was found; each level above puts its own step in front.</summary>
/// <param name="Pointer">JSON Pointer (RFC 6901) of the value.</param>
/// <param name="Field">The same place as people write it: "dialogue[0].text".</param>
/// <param name="Code">A stable machine name.</param>
/// <param name="Cure">What to change, as the end of a sentence that starts with the field.</param>
internal sealed record Violation(string Pointer, string Field, string Code, string Cure)
{
    public static Violation Here(string code, string cure) => new("", "", code, cure);

    public Violation Under(string property) => this with
    {
        Pointer = "/" + property.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal) + Pointer,
        Field = Field.Length == 0 ? property : Field[0] == '[' ? property + Field : property + "." + Field,
    };

    public Violation Under(int index) => this with
    {
        Pointer = FormattableString.Invariant($"/{index}{Pointer}"),
        Field = FormattableString.Invariant($"[{index}]{(Field.Length == 0 || Field[0] == '[' ? "" : ".")}{Field}"),
    };

    public InputError ToInputError() => new(Pointer, Field.Length == 0 ? "input" : Field, Code, $"{(Field.Length == 0 ? "input" : Field)} {Cure}");
}
