namespace KieSaaS.Catalog.Schemas;

/// <summary>A definition (schema, price row, entry) that cannot be used; caught where an entry is read and turned into a refusal.</summary>
internal sealed class DefinitionException(string path, string reason) : Exception($"{path}: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;

    /// <summary>The same fault seen from one level above.</summary>
    public DefinitionException Under(string step) => new(step + "/" + Path, Reason);
}
