using System.Text.Json;

namespace KieSaaS.Catalog.Schemas;

/// <summary>The types a schema allows. An integer is any number without a fraction, however it is written.</summary>
[Flags]
internal enum SchemaTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
}

internal static class SchemaTypeNames
{
    private static readonly (string Name, SchemaTypes Type, string Words)[] All =
    [
        ("string", SchemaTypes.String, "text"),
        ("number", SchemaTypes.Number, "a number"),
        ("integer", SchemaTypes.Integer, "a whole number"),
        ("boolean", SchemaTypes.Boolean, "true or false"),
        ("array", SchemaTypes.Array, "a list"),
        ("object", SchemaTypes.Object, "an object"),
        ("null", SchemaTypes.Null, "null"),
    ];

    public static SchemaTypes? Parse(string? name) => Array.Find(All, known => known.Name == name) is { Name: not null } found ? found.Type : null;

    public static string Describe(SchemaTypes types) => string.Join(" or ", All.Where(known => types.HasFlag(known.Type)).Select(known => known.Words));

    public static bool Accepts(this SchemaTypes types, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => types.HasFlag(SchemaTypes.String),
        JsonValueKind.Number => types.HasFlag(SchemaTypes.Number) || (types.HasFlag(SchemaTypes.Integer) && decimal.IsInteger(value.GetDecimal())),
        JsonValueKind.True or JsonValueKind.False => types.HasFlag(SchemaTypes.Boolean),
        JsonValueKind.Array => types.HasFlag(SchemaTypes.Array),
        JsonValueKind.Object => types.HasFlag(SchemaTypes.Object),
        JsonValueKind.Null => types.HasFlag(SchemaTypes.Null),
        _ => false,
    };
}
