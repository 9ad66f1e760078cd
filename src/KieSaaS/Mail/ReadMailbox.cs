using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Mail;

/// <summary>What the development mailbox holds. Asked on the platform's login.</summary>
public sealed class ReadMailbox(AppDbContext db)
{
    /// <summary>A kept mail.</summary>
    public sealed record Item(Guid Id, DateTimeOffset At, string To, string Language, string Subject, string Text, string Html);

    /// <summary>The newest first, at most 100.</summary>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken ct) =>
        await db.Set<StoredMail>().AsNoTracking().OrderByDescending(m => m.Id).Take(100)
            .Select(m => new Item(m.Id, m.At, m.Recipient, m.Language, m.Subject, m.Text, m.Html)).ToListAsync(ct);

    /// <summary>One mail, or null.</summary>
    public async Task<Item?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<StoredMail>().AsNoTracking().Where(m => m.Id == id)
            .Select(m => new Item(m.Id, m.At, m.Recipient, m.Language, m.Subject, m.Text, m.Html)).SingleOrDefaultAsync(ct);
}
