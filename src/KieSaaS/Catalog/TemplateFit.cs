using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>A value of a template that a model does not take.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Message">What is wrong with it; null when the model has no such parameter.</param>
public sealed record TemplateMisfit(string Parameter, string? Message);

/// <summary>Whether a template's values suit a model.</summary>
public static class TemplateFit
{
    private const string AnyPrompt = "A prompt";

    /// <summary>
    /// Every value that a model does not take, or that has no price together with the others, in the order of the values. What a model
    /// needs besides is for whoever uses the template to give.
    /// </summary>
    /// <param name="entry">The model.</param>
    /// <param name="parameters">A JSON object.</param>
    public static IReadOnlyList<TemplateMisfit> Of(CatalogueEntry entry, JsonElement parameters)
    {
        var given = parameters.EnumerateObject().ToList();
        var known = given.Where(value => entry.Parameters.Any(parameter => parameter.Name == value.Name)).ToList();
        var wrong = Errors(entry, InputOf(entry, known)).ToLookup(error => error.Name, error => error.Message, StringComparer.Ordinal);
        var priceless = Priceless(entry, known.Where(value => !wrong.Contains(value.Name)));
        return
        [
            .. given
                .Where(value => !known.Contains(value) || wrong.Contains(value.Name) || priceless.Names.Contains(value.Name, StringComparer.Ordinal))
                .Select(value => new TemplateMisfit(value.Name, !known.Contains(value) ? null : wrong[value.Name].FirstOrDefault() ?? priceless.Message)),
        ];
    }

    private static IEnumerable<(string Name, string Message)> Errors(CatalogueEntry entry, JsonElement input) =>
        entry.Validate(input).Refusal?.Details.GetValueOrDefault("errors") is IEnumerable<InputError> errors
            ? errors.Where(error => error.Code != "required").Select(error => (error.Field.Split('[', '.')[0], error.Message))
            : [];

    // An input that is not complete without a person's own pictures is not priced here.
    private static (IReadOnlyCollection<string> Names, string? Message) Priceless(CatalogueEntry entry, IEnumerable<JsonProperty> values) =>
        entry.IsOfferedIn(Mode.Test)
        && entry.Validate(InputOf(entry, values)) is { Succeeded: true } valid
        && entry.Cost(valid.Value).Refusal is { } refusal
        && refusal.Details.GetValueOrDefault("parameters") is IReadOnlyCollection<string> names
            ? (names, refusal.Message)
            : ([], null);

    private static JsonElement InputOf(CatalogueEntry entry, IEnumerable<JsonProperty> values)
    {
        var input = new JsonObject(values.Select(value => KeyValuePair.Create(value.Name, JsonNode.Parse(value.Value.GetRawText()))));
        if (PromptTemplate.PromptOf(entry) is { } prompt)
        {
            input.TryAdd(prompt, AnyPrompt);
        }

        return JsonSerializer.SerializeToElement(input);
    }
}
