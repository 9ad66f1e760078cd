using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Chooses the currency in which the current tenant sees what credits are worth.</summary>
public sealed class ChooseCurrency(AppDbContext db, ExchangeRates rates, TimeProvider clock)
{
    /// <summary>True, or why not.</summary>
    public async Task<Result<bool>> RunAsync(string code, CancellationToken ct)
    {
        if (!db.Actor.May(Right.ManageMembers))
        {
            return new Refusal(RefusalKind.Forbidden, "catalog.may-not-choose-currency", "Only an owner or admin of the workspace can choose its currency.");
        }

        var known = (await rates.GetAsync(ct)).CurrenciesOn(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        if (known.FirstOrDefault(currency => string.Equals(currency.Code, code, StringComparison.OrdinalIgnoreCase)) is not { Code: not null } chosen)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.currency-without-rate", "There is no exchange rate for this currency.").For("currency");
        }

        var tenant = await db.Set<Tenant>().SingleAsync(ct);
        tenant.Currency = chosen;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        await Signals.SendAsync(db, TenantCurrencies.Topic, tenant.TenantId.ToString(), ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
