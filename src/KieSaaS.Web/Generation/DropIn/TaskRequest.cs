using System.Text.Json;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>The body of createTask and of quotes: which model, with what, where to tell the end, and at which promised price.</summary>
/// <param name="Model">As sent.</param>
/// <param name="Input">The model's input, unchecked.</param>
/// <param name="CallbackUrl">Null when not sent; some clients send an empty text for that.</param>
/// <param name="QuoteToken">Null when not sent; ours, unknown upstream.</param>
internal readonly record struct TaskRequest(string Model, JsonElement Input, string? CallbackUrl, string? QuoteToken)
{
    /// <summary>Takes the four fields out of the body; unknown ones are ignored, as upstream does.</summary>
    public static Result<TaskRequest> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return Wrong("body", "The request body must be a JSON object with model and input.");
        }

        JsonElement? model = null, input = null, callback = null, quote = null;
        foreach (var property in body.EnumerateObject())
        {
            var isNew = Name(property) switch
            {
                "model" => Keep(ref model, property.Value),
                "input" => Keep(ref input, property.Value),
                "callBackUrl" => Keep(ref callback, property.Value),
                "quoteToken" => Keep(ref quote, property.Value),
                _ => true,
            };
            if (!isNew)
            {
                return Wrong(property.Name, $"{property.Name} is given twice: leave one out");
            }
        }

        return Read(model, input, callback, quote);
    }

    private static Result<TaskRequest> Read(JsonElement? model, JsonElement? input, JsonElement? callback, JsonElement? quote)
    {
        if (model is not { ValueKind: not JsonValueKind.Null } modelText)
        {
            return Wrong("model", "model is required");
        }

        var name = Text("model", modelText);
        if (!name.Succeeded)
        {
            return name.Refusal;
        }

        if (name.Value.Length == 0)
        {
            return Wrong("model", "model is required");
        }

        if (input is not { ValueKind: not JsonValueKind.Null } values)
        {
            return Wrong("input", "input is required");
        }

        var url = OptionalText("callBackUrl", callback);
        if (url is { Succeeded: false })
        {
            return url.Refusal;
        }

        var token = OptionalText("quoteToken", quote);
        return token is { Succeeded: false } ? token.Refusal : new TaskRequest(name.Value, values, url?.Value, token?.Value);
    }

    // An empty text counts as not sent.
    private static Result<string>? OptionalText(string field, JsonElement? value) =>
        value is { ValueKind: not JsonValueKind.Null } given && !(given.ValueKind == JsonValueKind.String && given.ValueEquals(""u8)) ? Text(field, given) : null;

    private static bool Keep(ref JsonElement? field, JsonElement value)
    {
        var isNew = field is null;
        field = value;
        return isNew;
    }

    // A name with half a character in it is nobody's: it is ignored like any unknown one.
    private static string? Name(JsonProperty property)
    {
        try
        {
            return property.NameEquals("model"u8) ? "model"
                : property.NameEquals("input"u8) ? "input"
                : property.NameEquals("callBackUrl"u8) ? "callBackUrl"
                : property.NameEquals("quoteToken"u8) ? "quoteToken"
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Result<string> Text(string field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return Wrong(field, $"{field} must be a string");
        }

        try
        {
            var text = value.GetString()!;
            return text.Contains('\0', StringComparison.Ordinal) ? Wrong(field, $"{field} must not contain the character U+0000") : text;
        }
        catch (InvalidOperationException)
        {
            return Wrong(field, $"{field} must not contain half of a character (a lone surrogate or broken UTF-8)");
        }
    }

    private static Refusal Wrong(string field, string message) => new(RefusalKind.Invalid, "api.invalid-request", message) { Field = field };
}
