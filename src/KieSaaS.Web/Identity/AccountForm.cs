using KieSaaS.Kernel;
using KieSaaS.Web.Shell.Components;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Identity;

/// <summary>What a view of an account form shows: what was typed (never a password) and what was wrong with it.</summary>
public class AccountForm
{
    /// <summary>The address that was typed.</summary>
    public string? Email { get; set; }

    /// <summary>Where to go afterwards, a path of this site.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>What was wrong.</summary>
    public IReadOnlyList<FormError> Errors { get; private set; } = [];

    /// <summary>The error of one field, or null.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.FieldId == field)?.Text;

    internal void Refuse(Refusal refusal, IStringLocalizer texts)
    {
        // A refusal whose text is not in the resources still says what is wrong, in English.
        var text = texts[refusal.Code];
        Errors = [new FormError(refusal.Field, text.ResourceNotFound ? refusal.Message : text.Value)];
    }
}

/// <summary>The sign-up form.</summary>
public sealed class SignUpForm : AccountForm
{
    /// <summary>The name of the workspace to open.</summary>
    public string? Workspace { get; set; }
}

/// <summary>The forms that a link in a mail opens.</summary>
public sealed class LinkForm : AccountForm
{
    /// <summary>Whose link.</summary>
    public Guid User { get; set; }

    /// <summary>The link's secret.</summary>
    public string? Token { get; set; }
}

/// <summary>One field of a form in a view.</summary>
public sealed record FormField(string Id, string Label, string Type, string? Value, string Autocomplete, string? Hint, string? Error, int MaxLength)
{
    /// <summary>The ids of hint and error, for the control's description.</summary>
    public string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (_, null) => $"{Id}-hint",
        (null, _) => $"{Id}-error",
        _ => $"{Id}-hint {Id}-error",
    };
}
