using KieSaaS.Work;

namespace KieSaaS.Mail;

/// <summary>
/// A mail to be sent, written in the caller's transaction. The words stay in the queue until the mail is sent and go with the item,
/// or stay with a dead letter: never put a token or a password in. A mail that carries a secret is made inside a work item by
/// <see cref="PostMail"/>, so that no table ever holds it.
/// </summary>
/// <param name="Draft">What it says.</param>
public sealed record SendMail(MailDraft Draft) : IWork
{
    /// <inheritdoc/>
    public static string Kind => "mail.send";
}

/// <summary>Sends at least once: a crash between the server's answer and ours sends twice.</summary>
internal sealed class SendMailHandler(PostMail post) : IWorkHandler<SendMail>
{
    public async Task<WorkOutcome> RunAsync(SendMail work, CancellationToken ct)
    {
        await post.RunAsync(work.Draft, ct);
        return WorkOutcome.Done;
    }
}
