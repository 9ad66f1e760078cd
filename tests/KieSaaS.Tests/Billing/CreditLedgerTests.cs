using KieSaaS.Billing;
using KieSaaS.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Billing;

public sealed class CreditLedgerTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task The_same_cause_counts_once()
    {
        var tenant = await house.OpenWorkspaceAsync();

        await GrantAsync(tenant, 100, "order:1");
        await GrantAsync(tenant, 100, "order:1");

        Assert.Equal(Credits.Of(100), (await BalanceAsync(tenant)).Balance);
    }

    [Fact]
    public async Task Twenty_deliveries_of_one_event_at_once_count_once()
    {
        var tenant = await house.OpenWorkspaceAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GrantAsync(tenant, 5, "order:same")));

        Assert.Equal(Credits.Of(5), (await BalanceAsync(tenant)).Balance);
    }

    [Fact]
    public async Task A_lot_expires_on_its_day_and_leaves_a_ledger_line()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(30));
        await GrantAsync(tenant, 20, "order:short", house.Clock.GetUtcNow().AddDays(3));

        house.Clock.Advance(TimeSpan.FromDays(4));
        Credits expired = default;
        await house.InTransactionAsync(async services =>
            expired = await services.GetRequiredService<CreditLedger>().ExpireAsync(tenant, Mode.Live, CancellationToken.None));

        Assert.Equal(Credits.Of(20), expired);
        Assert.Equal(Credits.Of(30), (await BalanceAsync(tenant)).Balance);
        var ledger = await house.AsMemberAsync(tenant, (ListLedger list) => list.RunAsync(null, null, CancellationToken.None));
        Assert.Equal([LedgerKind.Expiry, LedgerKind.Grant, LedgerKind.Grant], ledger.Lines.Select(line => line.Kind));
    }

    [Fact]
    public async Task Credits_never_move_without_a_transaction()
    {
        var tenant = await house.OpenWorkspaceAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.AsPlatformAsync((CreditLedger ledger) =>
            ledger.GrantAsync(new CreditGrant(tenant, Mode.Live, LotKind.Goodwill, Credits.Of(1), "x", "x"), CancellationToken.None)));
    }

    private Task GrantAsync(TenantId tenant, int credits, string cause, DateTimeOffset? expiresAt = null) => house.InTransactionAsync(services =>
        services.GetRequiredService<CreditLedger>().GrantAsync(
            new CreditGrant(tenant, Mode.Live, LotKind.Goodwill, Credits.Of(credits), cause, "test", expiresAt), CancellationToken.None));

    private Task<ReadBalance.Answer> BalanceAsync(TenantId tenant) =>
        house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None));
}
