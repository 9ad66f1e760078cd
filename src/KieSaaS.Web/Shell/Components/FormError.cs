namespace KieSaaS.Web.Shell.Components;

/// <summary>One thing that is wrong with a form.</summary>
/// <param name="FieldId">The id of the control at fault; null when it is the form as a whole.</param>
/// <param name="Text">What is wrong and what to change.</param>
public sealed record FormError(string? FieldId, string Text);
