using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>The state of the shop in one look. For staff: asked on the platform's login; a handful of queries over totals.</summary>
public sealed class ReadOverview(
    AppDbContext db, ListWallets wallets, ReadSales sales, PricesInForce prices, CountWork work, ListProofRuns proofs, TimeProvider clock)
{
    private const int Days = 30;

    /// <summary>A stretch of days, up to now.</summary>
    /// <param name="Jobs">What was done.</param>
    /// <param name="Margin">What it left, at the terms of the price book in force.</param>
    public sealed record Period(ReadSales.Sum Jobs, Margin Margin);

    /// <summary>The whole picture.</summary>
    /// <param name="Tenants">All of them.</param>
    /// <param name="ActiveTenants">Those that may start jobs.</param>
    /// <param name="Credits">Live credits outstanding.</param>
    /// <param name="Today">Since midnight UTC.</param>
    /// <param name="Month">The last 30 days, today included.</param>
    /// <param name="DeadWork">Items that wait for a person.</param>
    /// <param name="LastProof">The last proof; null when none was run.</param>
    public sealed record Answer(
        int Tenants, int ActiveTenants, ListWallets.Sum Credits, Period Today, Period Month, int DeadWork, RunProof.Answer? LastProof);

    /// <summary>Reads it.</summary>
    public async Task<Answer> RunAsync(CancellationToken ct)
    {
        var terms = (await prices.GetAsync(ct)).Terms;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var tenants = await db.Set<Tenant>().AcrossTenants().Where(tenant => tenant.TenantId != PlatformWorkspace.Id).GroupBy(tenant => tenant.Status)
            .Select(state => new { Status = state.Key, Count = state.Count() }).ToListAsync(ct);
        return new Answer(
            tenants.Sum(state => state.Count),
            tenants.Where(state => state.Status == TenantStatus.Active).Sum(state => state.Count),
            await wallets.SumAsync(Mode.Live, ct),
            await PeriodAsync(terms, today, ct),
            await PeriodAsync(terms, today.AddDays(1 - Days), ct),
            await work.DeadAsync(ct),
            await proofs.LastAsync(ct));
    }

    private async Task<Period> PeriodAsync(PriceTerms terms, DateOnly since, CancellationToken ct)
    {
        var sum = await sales.SinceAsync(since, ct);
        return new Period(sum, Margin.Of(terms, sum.Spent, sum.Cost));
    }
}
