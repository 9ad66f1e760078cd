using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>What bringing a book back would change in the newest one.</summary>
public sealed class CompareBooks(AppDbContext db)
{
    /// <summary>The difference.</summary>
    /// <param name="Newest">The newest book's number.</param>
    /// <param name="Changes">From the newest book to the one that was asked for.</param>
    public sealed record Answer(int Newest, IReadOnlyList<PriceRuleChange> Changes);

    /// <summary>Compares a book with the newest one.</summary>
    public async Task<Result<Answer>> RunAsync(int number, CancellationToken ct)
    {
        var newest = await PriceBooks.NewestAsync(db, ct);
        return await PriceBooks.FindAsync(db, number, ct) is { } book
            ? new Answer(newest.Number, PriceBookContent.Read(newest.Content).ChangesTo(PriceBookContent.Read(book.Content)))
            : PricingRefusals.UnknownBook(number);
    }
}
