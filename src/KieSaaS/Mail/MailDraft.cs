namespace KieSaaS.Mail;

/// <summary>A mail in words, before it has a layout.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Language">The recipient's language: "en" or "ru".</param>
/// <param name="Subject">One line.</param>
/// <param name="Paragraphs">What it says, in plain text.</param>
/// <param name="Link">The one thing to do, if there is one; it stands after the paragraphs.</param>
public sealed record MailDraft(string To, string Language, string Subject, IReadOnlyList<string> Paragraphs, MailLink? Link = null);

/// <summary>A button in a mail.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Address">Where it leads, absolute.</param>
public sealed record MailLink(string Text, Uri Address);

/// <summary>A finished mail: the same words as text and as HTML.</summary>
public sealed record OutgoingMail(string To, string Language, string Subject, string Text, string Html);

/// <summary>How a finished mail leaves the house.</summary>
public interface IMailTransport
{
    /// <summary>Hands the mail over. An exception means that it was not taken and may be tried again.</summary>
    Task SendAsync(OutgoingMail mail, CancellationToken ct);
}
