using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Tests.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Catalog;

/// <summary>A staff's house with its signals on, and short words for working on drafts.</summary>
public class PricingHouse : StaffHouse
{
    private Signals _signals = null!;

    internal PricesInForce Prices { get; private set; } = null!;

    public override async ValueTask DisposeAsync()
    {
        await _signals.StopAsync(CancellationToken.None);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal async Task<ReadDraft.Answer> StartAsync(string name = "A test")
    {
        var id = (await AsStaffAsync((StartDraft start) => start.RunAsync(name, CancellationToken.None))).Value;
        return await ReadAsync(id);
    }

    internal async Task<ReadDraft.Answer> ReadAsync(Guid draft) => (await AsStaffAsync((ReadDraft read) => read.RunAsync(draft, CancellationToken.None))).Value!;

    internal Task<Result<int>> EditAsync(ReadDraft.Answer seen, PriceRuleKey rule, PriceRuleValue? value, StaffRole role = StaffRole.Pricing) =>
        AsStaffAsync((EditDraft edit) => edit.RunAsync(new(seen.Draft.Id, seen.Draft.Version, [new(rule, value)]), CancellationToken.None), role);

    internal Task<Result<int>> PublishAsync(ReadDraft.Answer seen, DateTimeOffset? at = null, bool isSure = true) =>
        AsStaffAsync((PublishDraft publish) => publish.RunAsync(new(seen.Draft.Id, seen.Draft.Version, at, "A test", isSure), CancellationToken.None));

    internal Task<Result<int>> RestoreAsync(int number, int newest) =>
        AsStaffAsync((RestoreBook restore) => restore.RunAsync(new(number, newest, "A test"), CancellationToken.None));

    internal Task<Result<int>> ChangeAsync(PriceRuleKey rule, int? thousandths, int book) =>
        AsStaffAsync((ChangeMarkup change) => change.RunAsync(new(rule, thousandths, book, "A test") { IsSure = true }, CancellationToken.None));

    /// <summary>A draft with one change, published.</summary>
    internal async Task<int> PublishAsync(PriceRuleKey rule, PriceRuleValue value, DateTimeOffset? at = null)
    {
        var draft = await StartAsync();
        Assert.True((await EditAsync(draft, rule, value)).Succeeded);
        var published = await PublishAsync(await ReadAsync(draft.Draft.Id), at);
        Assert.True(published.Succeeded, published.Refusal?.Message);
        return published.Value;
    }

    internal async Task<int> NewestAsync() => (await AsStaffAsync((ListDrafts list) => list.RunAsync(CancellationToken.None))).Newest;

    protected override async Task StartAsync(IServiceProvider services)
    {
        await base.StartAsync(services);
        Prices = services.GetRequiredService<PricesInForce>();
        _signals = services.GetRequiredService<Signals>();
        await _signals.StartAsync(CancellationToken.None);
        for (var i = 0; i < 200 && !_signals.IsListening; i++)
        {
            await Task.Delay(20);
        }

        Assert.True(_signals.IsListening);
    }
}
