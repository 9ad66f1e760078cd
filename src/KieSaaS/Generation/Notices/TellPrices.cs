using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation.Notices;

/// <summary>
/// Tells tenants of the rises of a published book, and those that were told of a book it withdrew that it will not come. A few
/// hundred tenants in each transaction: notice and mail are kept together, and who has a notice is not told again.
/// </summary>
internal sealed class TellPrices(AppDbContext db, FindPublication publications, FindPriceRises find, ITenantContacts contacts, NoticeLetter letter, TimeProvider clock)
    : IWorkHandler<PricesPublished>
{
    private const int AtOnce = 200;

    public async Task<WorkOutcome> RunAsync(PricesPublished work, CancellationToken ct)
    {
        if (await publications.RunAsync(work.Book, ct) is not { } published)
        {
            return WorkOutcome.Done;
        }

        if (published.Withdrew.Count > 0)
        {
            await TakeBackAsync(published.Withdrew, ct);
        }

        foreach (var some in (await find.RunAsync(published.Former, published.Book, published.EffectiveAt, ct)).Chunk(AtOnce))
        {
            await TellAsync(published, some, ct);
        }

        return WorkOutcome.Done;
    }

    private async Task TellAsync(Publication published, (TenantId Tenant, IReadOnlyList<PriceRise> Rises)[] some, CancellationToken ct)
    {
        await using var transaction = await BeginAsync(ct);
        var (book, tenants) = (published.Book.Book.Number, some.Select(one => one.Tenant).ToList());
        if ((await publications.RunAsync(book, ct))?.IsWithdrawn != false)
        {
            return;
        }

        var told = await db.Set<PriceNoticeRow>().AcrossTenants().Where(notice => notice.BookNumber == book && tenants.Contains(notice.TenantId))
            .Select(notice => notice.TenantId).ToListAsync(ct);
        var (people, now) = (await contacts.FindAsync(tenants, ct), clock.GetUtcNow());
        foreach (var (tenant, rises) in some.Where(one => !told.Contains(one.Tenant)))
        {
            db.Add(new PriceNoticeRow { TenantId = tenant, BookNumber = book, EffectiveAt = published.EffectiveAt, Rises = PriceNoticeRow.Write(rises), CreatedAt = now });
            if (people.TryGetValue(tenant, out var contact))
            {
                db.Enqueue(new SendMail(letter.Rise(contact, published.EffectiveAt, rises, hasBegun: published.EffectiveAt <= now)), now);
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task TakeBackAsync(IReadOnlyList<int> books, CancellationToken ct)
    {
        await using var transaction = await BeginAsync(ct);
        var notices = await db.Set<PriceNoticeRow>().AcrossTenants().Where(notice => books.Contains(notice.BookNumber) && notice.WithdrawnAt == null).ToListAsync(ct);
        var (people, now) = (await contacts.FindAsync([.. notices.Select(notice => notice.TenantId).Distinct()], ct), clock.GetUtcNow());
        foreach (var notice in notices)
        {
            notice.WithdrawnAt = now;
            if (people.TryGetValue(notice.TenantId, out var contact))
            {
                db.Enqueue(new SendMail(letter.Withdrawn(contact, notice.EffectiveAt)), now);
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }

    // One at a time over all nodes: a book that is being withdrawn is told of before that or not at all.
    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> BeginAsync(CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"price-notices"}, 0))", ct);
        return transaction;
    }
}
