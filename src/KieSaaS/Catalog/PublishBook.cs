using KieSaaS.Audit;
using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieSaaS.Catalog;

/// <summary>The one way in which a price book comes to be: the next number, never in front of a book that is scheduled, told to every node.</summary>
internal sealed class PublishBook(AppDbContext db, TimeProvider clock)
{
    /// <summary>What to publish.</summary>
    /// <param name="BasedOn">The newest book that the publisher saw: the new one gets the number after it.</param>
    /// <param name="Rules">All rules.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Action">For the audit log.</param>
    internal sealed record Order(int BasedOn, PriceRules Rules, string Reason, string Action)
    {
        /// <summary>From when; null at once.</summary>
        public DateTimeOffset? EffectiveAt { get; init; }

        public Guid? DraftId { get; init; }

        /// <summary>Definitions of entries that come into force with it: the entry's key and the version.</summary>
        public IReadOnlyDictionary<string, int> Releases { get; init; } = new Dictionary<string, int>();

        /// <summary>The former book that is brought back. It takes the place of a scheduled one.</summary>
        public int? Restores { get; init; }
    }

    /// <summary>The new book's number. Whatever else the context has to save is saved with it or not at all.</summary>
    public async Task<Result<int>> RunAsync(Order order, CancellationToken ct)
    {
        if (PriceRuleCheck.Reason(order.Reason) is { } wrong)
        {
            return wrong;
        }

        var newest = await PriceBooks.NewestAsync(db, ct);
        var now = clock.GetUtcNow();
        var effective = order.EffectiveAt is { } at && at > now ? at.ToUniversalTime() : now;
        if (order.Restores is null && newest.EffectiveAt > effective)
        {
            if (newest.EffectiveAt > newest.PublishedAt)
            {
                return PricingRefusals.Scheduled(newest);
            }

            // Published at once by a node whose clock is ahead of ours: books stay in the order of their numbers.
            effective = newest.EffectiveAt;
        }

        if (newest.Number != order.BasedOn)
        {
            return PricingRefusals.BookMovedOn(newest.Number);
        }

        Add(order, PriceBookContent.Read(newest.Content), now, effective);
        return await SaveAsync(order.BasedOn + 1, ct);
    }

    private void Add(Order order, PriceRules before, DateTimeOffset now, DateTimeOffset effective)
    {
        var row = new PriceBookRow
        {
            Number = order.BasedOn + 1,
            Content = PriceBookContent.Write(order.Rules),
            PublishedAt = now,
            PublishedBy = db.Actor.Name,
            Reason = order.Reason.Trim(),
            EffectiveAt = effective,
            DraftId = order.DraftId,
            Restores = order.Restores,
        };
        db.Add(row);
        db.AddRange(order.Releases.Select(one => new EntryReleaseRow { BookNumber = row.Number, EntryKey = one.Key, Version = one.Value }));
        db.Enqueue(new PricesPublished(row.Number), now);
        var changes = before.ChangesTo(order.Rules).Select(change => new { rule = change.Rule.ToString(), before = change.Before?.ToString(), after = change.After?.ToString() });
        db.Audit(now, order.Action, $"book {row.Number}", new { book = row.Number, effective, draft = order.DraftId, restores = order.Restores, reason = row.Reason, changes, entries = order.Releases });
    }

    private async Task<Result<int>> SaveAsync(int number, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return PricingRefusals.DraftMovedOn(null);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return PricingRefusals.BookMovedOn(number);
        }

        await Signals.SendAsync(db, PricesInForce.Topic, "", ct);
        await transaction.CommitAsync(ct);
        return number;
    }
}
