using KieSaaS.Catalog;
using KieSaaS.Web.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Catalog;

/// <summary>One form of the editor: shows an entry as it was read, and hands on what somebody makes of it.</summary>
public abstract class EntryFormPart : ComponentBase
{
    /// <summary>The entry.</summary>
    [Parameter, EditorRequired] public ReadEntry.Answer Seen { get; set; } = null!;

    /// <summary>What is wrong with the form that was sent.</summary>
    [Parameter] public IReadOnlyList<FormError> Errors { get; set; } = [];

    /// <summary>What somebody makes of it.</summary>
    [Parameter] public EventCallback<EntryEdit> Edited { get; set; }

    [Inject] internal IStringLocalizer<EntryTexts> Texts { get; set; } = null!;

    /// <summary>The error of one field, if it has one.</summary>
    protected string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.FieldId == field)?.Text;

    /// <summary>A field of the entry as it was read; null where it has none.</summary>
    protected string? Text(string name) => Seen.Document.TryGetProperty(name, out var value) ? value.ToString() : null;
}
