using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging;

namespace KieSaaS.Mail;

/// <summary>A mail that was kept instead of sent, for the mailbox page of a development installation.</summary>
internal sealed class StoredMail
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Recipient { get; init; }

    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }
}

internal sealed class StoredMailConfiguration : IEntityTypeConfiguration<StoredMail>
{
    public void Configure(EntityTypeBuilder<StoredMail> mail)
    {
        mail.ToTable("mail_messages");
        mail.HasKey(m => m.Id);
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Recipient).HasMaxLength(320);
        mail.Property(m => m.Language).HasMaxLength(5);
    }
}

/// <summary>Keeps mail in the database: with no SMTP server in Development, links in mail still lead somewhere.</summary>
internal sealed class MailboxTransport(AppDbContext db, TimeProvider clock) : IMailTransport
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        db.Add(new StoredMail
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Recipient = mail.To,
            Language = mail.Language,
            Subject = mail.Subject,
            Text = mail.Text,
            Html = mail.Html,
        });
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>An installation that chose to run without mail.</summary>
internal sealed partial class NoTransport(ILogger<NoTransport> log) : IMailTransport
{
    public Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        Dropped(mail.Subject);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "Mail:AllowNone is set: a mail was dropped: {Subject}")]
    private partial void Dropped(string subject);
}
