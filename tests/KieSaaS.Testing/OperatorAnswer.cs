using System.Text.Json.Nodes;

namespace KieSaaS.Testing;

/// <summary>What an operator's command ended with.</summary>
public sealed record OperatorAnswer(int ExitCode, string Output, string Errors)
{
    /// <summary>Its answer: what it printed when it succeeded, else what it refused with.</summary>
    public JsonObject Json => JsonNode.Parse(ExitCode == 0 ? Output : Errors)!.AsObject();
}
