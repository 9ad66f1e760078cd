using KieSaaS.Catalog;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Shell.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Generation.Studio;

/// <summary>One field of the studio's form, made from the model's definition.</summary>
public sealed partial class ParameterField : ComponentBase
{
    private const int ShortText = 12, FewChoices = 6, LongText = 200;

    /// <summary>The control's id; the error summary links to it.</summary>
    public static string IdOf(string name) => "p-" + name;

    /// <summary>The definition of the field.</summary>
    [Parameter, EditorRequired] public EntryParameter Parameter { get; set; } = null!;

    /// <summary>Where the value is kept.</summary>
    [Parameter, EditorRequired] public FormValues Values { get; set; } = null!;

    /// <summary>What is wrong with the value, if anything.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>Called after a value changed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private IStringLocalizer<CatalogTexts> Catalog { get; set; } = null!;

    [Inject] private IStringLocalizer<GenerationTexts> Texts { get; set; } = null!;

    private string Id => IdOf(Parameter.Name);

    private string? IsRequired => Parameter.IsRequired ? "true" : null;

    private bool IsNumber => Parameter.Type is ParameterType.Number or ParameterType.Integer;

    private bool IsLong => FormValues.IsJson(Parameter)
        || (Parameter is { Type: ParameterType.Text, IsAddress: false } && !IsId && (Parameter.IsRequired || Parameter.MaximumLength > LongText || Parameter.Name.Contains("prompt", StringComparison.Ordinal)));

    private bool IsId => Values.Entry.Continues?.Fields.Contains(Parameter.Name, StringComparer.Ordinal) == true;

    private bool IsShort => Parameter.Allowed.Length <= FewChoices && Choices.All(choice => choice.Text.Length <= ShortText);

    private string InputType => Parameter.IsAddress ? "url" : "text";

    private string? HintText
    {
        get
        {
            var parts = new[] { Parameter.Hint?.In(Languages.Current.Code), Catalog.Limits(Parameter), FormValues.IsJson(Parameter) ? Texts["studio.as-json"].Value : null };
            var text = string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
            return text.Length == 0 ? null : text;
        }
    }

    private IEnumerable<(string Value, string Text)> Choices
    {
        get
        {
            var choices = Parameter.Allowed.Select(value => (value.ToString(), Catalog.Value(value)));
            return Parameter is { IsRequired: false, Default: null } ? choices.Prepend(("", Texts["studio.no-choice"])) : choices;
        }
    }

    private Task SetAsync(ChangeEventArgs change)
    {
        Values.Set(Parameter, change.Value?.ToString());
        return Changed.InvokeAsync();
    }

    private Task CheckAsync(ChangeEventArgs change)
    {
        Values.Set(Parameter, change.Value is true ? "true" : "false");
        return Changed.InvokeAsync();
    }
}
