using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Catalog;

/// <summary>
/// Undoes a publication by publishing a former book again, at once, under the next number. A scheduled book that is not yet in force
/// is withdrawn by this: it never will be.
/// </summary>
public sealed class RestoreBook
{
    private readonly AppDbContext _db;
    private readonly PublishBook _publish;

    internal RestoreBook(AppDbContext db, PublishBook publish) => (_db, _publish) = (db, publish);

    /// <summary>Which book to bring back.</summary>
    /// <param name="Number">The former book.</param>
    /// <param name="Newest">The newest book that was seen; refused when another was published meanwhile.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Command(int Number, int Newest, string Reason);

    /// <summary>The new book's number.</summary>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken ct)
    {
        if (!_db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        return await PriceBooks.FindAsync(_db, command.Number, ct) is { } former
            ? await _publish.RunAsync(
                new PublishBook.Order(command.Newest, PriceBookContent.Read(former.Content), command.Reason, "prices.restored") { Restores = former.Number }, ct)
            : PricingRefusals.UnknownBook(command.Number);
    }
}
