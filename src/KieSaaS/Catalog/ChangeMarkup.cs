using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Gives an entry another markup, which publishes the next price book. The next quote uses it; earlier jobs keep theirs.</summary>
public sealed class ChangeMarkup(AppDbContext db, Catalogue catalogue, TimeProvider clock)
{
    internal const int Smallest = 1_000, Largest = 100_000;

    private const int LongestReason = 500;

    internal static readonly Refusal MayNotEditPrices =
        new(RefusalKind.Forbidden, "catalog.may-not-edit-prices", "Only staff with the role Operator or Pricing can change prices.");

    internal static readonly Refusal OutOfRange =
        new(RefusalKind.Invalid, "catalog.markup-out-of-range", "The markup must be between 1 and 100: below 1 every job would lose money.") { Field = "markup" };

    /// <summary>What to change.</summary>
    /// <param name="EntryKey">The entry.</param>
    /// <param name="Thousandths">The factor in thousandths: x1.8 is 1800. Null removes the entry's own markup.</param>
    /// <param name="BookNumber">The book the change was made against; refused when another was published meanwhile.</param>
    /// <param name="Reason">Why, for the audit log.</param>
    public sealed record Command(string EntryKey, int? Thousandths, int BookNumber, string Reason);

    /// <summary>The number of the book now in force.</summary>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return MayNotEditPrices;
        }

        if (catalogue.Find(command.EntryKey) is not { } entry)
        {
            return new Refusal(RefusalKind.NotFound, "catalog.unknown-entry", $"There is no model '{command.EntryKey}'.") { Field = "entry" };
        }

        if (command.Thousandths is < Smallest or > Largest)
        {
            return OutOfRange;
        }

        if (command.Reason.Trim() is not { Length: >= 3 and <= LongestReason })
        {
            return new Refusal(RefusalKind.Invalid, "catalog.reason-missing", $"The reason must have 3 to {LongestReason} characters.") { Field = "reason" };
        }

        var current = await db.Set<PriceBookRow>().AsNoTracking().OrderByDescending(book => book.Number).FirstAsync(ct);
        if (current.Number != command.BookNumber)
        {
            return new Refusal(RefusalKind.Conflict, "catalog.book-moved-on", $"Price book {current.Number} was published meanwhile. Look at it and change again.") { Field = "book" };
        }

        return await PublishAsync(PriceBookContent.Read(current.Number, current.Content), entry.Key, command, ct);
    }

    private async Task<Result<int>> PublishAsync(PriceBook book, string entryKey, Command command, CancellationToken ct)
    {
        int? before = book.Markups.Entries.TryGetValue(entryKey, out var own) ? own.Thousandths : null;
        var (now, number) = (clock.GetUtcNow(), book.Number + 1);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Add(new PriceBookRow
        {
            Number = number,
            Content = PriceBookContent.Write(book.Terms, book.Markups.With(entryKey, command.Thousandths)),
            PublishedAt = now,
            PublishedBy = db.Actor.Name,
            Reason = command.Reason.Trim(),
        });
        db.Audit(now, "markup.changed", entryKey, new { before, after = command.Thousandths, book = number, reason = command.Reason });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            return new Refusal(RefusalKind.Conflict, "catalog.book-moved-on", $"Price book {number} was published meanwhile. Look at it and change again.") { Field = "book" };
        }

        await Signals.SendAsync(db, PricesInForce.Topic, "", ct);
        await transaction.CommitAsync(ct);
        return number;
    }
}
