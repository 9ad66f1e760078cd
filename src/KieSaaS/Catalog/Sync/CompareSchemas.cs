using System.Text.Json;
using KieSaaS.Catalog.Schemas;

namespace KieSaaS.Catalog.Sync;

/// <summary>Inputs that the upstream describes differently. Prose does not count: our catalogue has words of its own.</summary>
internal static class CompareSchemas
{
    public static IEnumerable<FoundDifference> Of(Upstream theirs, Ours ours, Faults faults)
    {
        foreach (var model in theirs.Models)
        {
            if (!theirs.Schemas.TryGetValue(model.Model, out var schema) || ours.Catalogue.Find(model.Model) is not { } entry)
            {
                continue;
            }

            var (before, after) = (SchemaText.Of(entry.Schema), SchemaText.Of(schema));
            if (before == after)
            {
                continue;
            }

            if (Fault(after) is { } wrong)
            {
                faults.Add(SyncFaultCause.UnusableSchema, "schema", model.Model, wrong);
                continue;
            }

            yield return new FoundDifference(DifferenceKind.SchemaChanged, model.Model) { Title = entry.Name, EntryKey = entry.Key, Before = before, After = after };
        }
    }

    private static string? Fault(string schema)
    {
        try
        {
            var compiled = SchemaCompiler.Compile(JsonElement.Parse(schema), "schema");
            return compiled.Types == SchemaTypes.Object && compiled.Properties.Count > 0 ? null : "must describe an object with properties";
        }
        catch (DefinitionException e)
        {
            return e.Message;
        }
    }
}
