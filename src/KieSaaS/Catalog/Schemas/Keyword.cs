using System.Text.Json;

namespace KieSaaS.Catalog.Schemas;

/// <summary>One rule of a schema. As JSON Schema has it, a rule about numbers says nothing about a text, and so on.</summary>
internal abstract class Keyword
{
    public abstract void Check(JsonElement value, List<Violation> violations);
}
