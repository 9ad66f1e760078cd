using Microsoft.Extensions.Options;

namespace KieSaaS.Mail;

/// <summary>Lays a draft out and hands it to the transport now. For work handlers: everyone else asks for <see cref="SendMail"/>.</summary>
public sealed class PostMail(IMailTransport transport, IOptions<MailOptions> options)
{
    /// <summary>Throws when the transport does not take it.</summary>
    public Task RunAsync(MailDraft draft, CancellationToken ct) => transport.SendAsync(MailLayout.Of(draft, options.Value.Product), ct);
}
