using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KieSaaS.Tests.Catalog;

/// <summary>A pricing house whose catalogue is kept up to date, and short words for changing entries.</summary>
public sealed class EntryHouse : PricingHouse
{
    private IHostedService _keeper = null!;

    internal KieSaaS.Catalog.Catalogue Shown { get; private set; } = null!;

    internal CatalogueInForce Entries { get; private set; } = null!;

    public override async ValueTask DisposeAsync()
    {
        await _keeper.StopAsync(CancellationToken.None);
        await base.DisposeAsync();
    }

    internal async Task<ReadEntry.Answer> EntryAsync(string key) =>
        (await AsStaffAsync((ReadEntry read) => read.RunAsync(key, CancellationToken.None))).Value ?? throw new InvalidOperationException($"There is no {key}.");

    /// <summary>Changes an entry as it is now.</summary>
    internal async Task<Result<ChangeEntry.Answer>> TryAsync(string key, Action<JsonObject> edit, StaffRole role = StaffRole.Operator)
    {
        var seen = await EntryAsync(key);
        return await SaveAsync(key, seen.Version, seen.Document, edit, role);
    }

    internal Task<Result<ChangeEntry.Answer>> SaveAsync(string key, int version, JsonElement document, Action<JsonObject> edit, StaffRole role = StaffRole.Operator)
    {
        var entry = JsonObject.Create(document)!.DeepClone().AsObject();
        edit(entry);
        return AsStaffAsync((ChangeEntry change) => change.RunAsync(new(key, version, JsonElement.Parse(entry.ToJsonString()), "A test"), CancellationToken.None), role);
    }

    internal async Task<ChangeEntry.Answer> ChangeAsync(string key, Action<JsonObject> edit)
    {
        var changed = await TryAsync(key, edit);
        Assert.True(changed.Succeeded, changed.Refusal?.Message);
        return changed.Value!;
    }

    internal Task<Result<string>> AddAsync(JsonObject entry) =>
        AsStaffAsync((AddEntry add) => add.RunAsync(new(JsonElement.Parse(entry.ToJsonString()), "A test"), CancellationToken.None));

    /// <summary>Publishes a draft without a change of its own: only what was proposed for entries.</summary>
    internal async Task<int> PublishProposalsAsync(DateTimeOffset? at = null)
    {
        var published = await PublishAsync(await StartAsync(), at);
        Assert.True(published.Succeeded, published.Refusal?.Message);
        return published.Value;
    }

    /// <summary>Until the signal has come round.</summary>
    internal static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 500 && !holds(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(holds(), "It never came to be.");
    }

    /// <summary>Another node of the same installation.</summary>
    internal ServiceProvider SecondNode()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<TimeProvider>(Clock).AddSingleton(TestMasterKey.Value);
        services.AddData(Connections).AddCatalog();
        return services.BuildServiceProvider();
    }

    protected override async Task StartAsync(IServiceProvider services)
    {
        await base.StartAsync(services);
        (Shown, Entries) = (services.GetRequiredService<KieSaaS.Catalog.Catalogue>(), services.GetRequiredService<CatalogueInForce>());
        _keeper = services.GetServices<IHostedService>().OfType<KeepCatalogue>().Single();
        await _keeper.StartAsync(CancellationToken.None);
    }
}
