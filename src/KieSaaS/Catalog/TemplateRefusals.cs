using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>Every "no" of working on templates.</summary>
internal static class TemplateRefusals
{
    public static readonly Refusal MayNotEdit =
        new(RefusalKind.Forbidden, "catalog.may-not-edit-templates", "Only staff with the role Operator or Pricing can work on templates.");

    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "catalog.unknown-template", "There is no such template.");

    public static readonly Refusal MovedOn =
        new(RefusalKind.Conflict, "catalog.template-moved-on", "Somebody changed this template meanwhile. Look at it as it is now and change again.");

    public static readonly Refusal KeyWrong = Wrong("key", "The key must have 3 to 60 lower-case letters, digits or hyphens.");

    public static readonly Refusal KeyTaken = new Refusal(RefusalKind.Conflict, "catalog.template-key-taken", "Another template has this key.").For("key");

    public static readonly Refusal ModelWrong = new Refusal(RefusalKind.Invalid, "catalog.template-model-wrong", "There is no such model in the catalogue, or it takes no prompt.").For("model");

    public static readonly Refusal OtherKind =
        new Refusal(RefusalKind.Invalid, "catalog.template-other-kind", "Choose a model that makes the same: the templates of one kind stay of that kind.").For("model");

    public static readonly Refusal NothingToRemap = new Refusal(RefusalKind.Invalid, "catalog.template-none-mapped", "No template is mapped to this model.").For("from");

    public static readonly Refusal ParametersUnreadable = Wrong("parameters", "The values must be one JSON object, such as {\"aspect_ratio\":\"16:9\"}.");

    public static Refusal TextWrong(string field, int longest) => Wrong(field, $"This text must have 3 to {longest} characters.");

    public static Refusal Misfit(TemplateMisfit misfit) => new(
        RefusalKind.Invalid,
        "catalog.template-misfit",
        misfit.Message is null ? $"The model has no parameter '{misfit.Parameter}'." : $"The model does not take this value: {misfit.Message}.")
    {
        Field = "parameters",
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["parameter"] = misfit.Parameter },
    };

    private static Refusal Wrong(string field, string message) => new Refusal(RefusalKind.Invalid, "catalog.template-wrong-" + field, message).For(field);
}
