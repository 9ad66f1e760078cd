using System.Globalization;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KieSaaS.Billing;

/// <summary>Adds play money to the test wallet, at most once a minute.</summary>
public sealed class RefillTestCredits(Actor actor, IServiceScopeFactory scopes, IOptions<BillingOptions> options, TimeProvider clock)
{
    /// <summary>What was added. Refuses live mode, a role that generates nothing, and a second time within a minute.</summary>
    public async Task<Result<Credits>> RunAsync(CancellationToken ct)
    {
        if (!actor.May(Right.Generate) && !actor.May(Right.BuyCredits))
        {
            return BillingRefusals.MayNotRefill;
        }

        if (actor.Mode != Mode.Test)
        {
            return BillingRefusals.TestOnly;
        }

        var amount = Credits.Of(options.Value.TestCredits);
        if (!amount.IsPositive)
        {
            return BillingRefusals.NoTestCredits;
        }

        return await GrantAsync(actor.RequireTenant(), amount, ct) ? amount : BillingRefusals.RefilledAlready;
    }

    // Members cannot write the ledger, whatever they ask for: the platform does it, on a login of its own.
    private async Task<bool> GrantAsync(TenantId tenant, Credits amount, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform(actor.Name, tenant, Mode.Test);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var minute = clock.GetUtcNow().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        var granted = await scope.ServiceProvider.GetRequiredService<CreditLedger>().GrantAsync(
            new CreditGrant(tenant, Mode.Test, LotKind.Test, amount, "test-refill:" + minute, "Test credits"), ct);
        await transaction.CommitAsync(ct);
        return granted;
    }
}
