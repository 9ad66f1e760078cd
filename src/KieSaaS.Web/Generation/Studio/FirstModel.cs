using System.Text.Json;
using KieSaaS.Catalog;

namespace KieSaaS.Web.Generation.Studio;

/// <summary>The model that somebody new can run at once: it asks for one text and nothing else.</summary>
internal static class FirstModel
{
    private const string Preferred = "nano-banana", Example = "A lighthouse at dawn";

    /// <summary>
    /// The first such model of a kind, in the order of the picker; where the kind has none, its first model; null when nothing of the kind is offered.
    /// </summary>
    public static CatalogueEntry? Of(IEnumerable<CatalogueEntry> offered, MediaKind kind)
    {
        var models = offered.Where(entry => entry.Kind == kind)
            .OrderBy(entry => entry.Key != Preferred).ThenBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        return models.Find(NeedsTextOnly) ?? models.FirstOrDefault();
    }

    /// <summary>True when the form as it opens is right as soon as its text is filled in.</summary>
    public static bool NeedsTextOnly(CatalogueEntry entry)
    {
        if (entry.Parameters.FirstOrDefault(parameter => parameter.Name is "prompt" or "text") is not { Type: ParameterType.Text } text)
        {
            return false;
        }

        var form = FormValues.Of(entry, earlier: null);
        form.Set(text, Example);
        return entry.Validate(JsonSerializer.SerializeToElement(form.ToInput().Input)).Succeeded;
    }
}
