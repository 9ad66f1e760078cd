using KieSaaS.Catalog.Store;
using KieSaaS.Catalog.Sync;
using KieSaaS.Data;
using KieSaaS.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog;

/// <summary>The table of contents of the module: what is not listed here does not run.</summary>
public static class CatalogModule
{
    /// <summary>Registers the catalogue that ships with the product, and the price books over it.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton(provider => Catalogue.LoadStarter(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CatalogueInForce>();
        services.AddHostedService<KeepCatalogue>();
        services.AddSingleton<PricesInForce>();
        services.AddSingleton<QuoteTokens>();
        services.AddSingleton<PriceRequest>();
        services.AddScoped<MakeQuote>();
        services.AddScoped<DiscoverModels>();
        services.AddSingleton<ExchangeRates>();
        services.AddSingleton<TenantCurrencies>();
        services.AddScoped<ListExchangeRates>();
        services.AddScoped<SetExchangeRate>();
        services.AddScoped<ChooseCurrency>();
        services.AddScoped<PublishFirstPrices>();
        services.AddOptions<PricingOptions>().BindConfiguration(PricingOptions.Section)
            .Validate(options => options is { MarginFloorPercent: >= 0 and < 100, LargeChangePercent: > 0, QuoteLife.TotalSeconds: >= 1 and <= 86_400 },
                "Pricing: the floor must be 0 to 99, the large change above 0 percent, and a quote's life one second to one day.")
            .ValidateOnStart();
        services.AddScoped<ReadPricing>();
        services.AddScoped<PreviewMarkup>();
        services.AddScoped<ListPriceBooks>();
        services.AddScoped<AddFirstTemplates>();
        services.AddScoped<ReadTemplates>();
        services.AddScoped<SaveTemplate>();
        services.AddScoped<ArrangeTemplate>();
        services.AddScoped<RemapTemplates>();
        return services.AddPublishing().AddEntries().AddSync();
    }

    private static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddOptions<SyncOptions>().BindConfiguration(SyncOptions.Section)
            .Validate(options => options.IsUsable, "Sync: Every and Pause must not be negative (Pause at most a minute), the others above zero, Attempts at most 10.")
            .ValidateOnStart();
        services.AddSingleton(provider => UpstreamAddress.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<UpstreamClient>();
        services.AddScoped<OpenDifferences>();
        services.AddScoped<FeedLinks>();
        services.AddScoped<RejectDifferences>();
        services.AddScoped<AcceptPrices>();
        services.AddScoped<AcceptModels>();
        services.AddScoped<AcceptDifferences>();
        services.AddScoped<KeepDifferences>();
        services.AddScoped(scope => new StartSync(
            scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<UpstreamClient>(), scope.GetRequiredService<TimeProvider>()));
        services.AddScoped(scope => new DecideDifferences(
            scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<AcceptDifferences>(), scope.GetRequiredService<RejectDifferences>()));
        services.AddScoped(scope => new TieFeedLine(
            scope.GetRequiredService<AppDbContext>(),
            scope.GetRequiredService<Catalogue>(),
            scope.GetRequiredService<OpenDifferences>(),
            scope.GetRequiredService<FeedLinks>()));
        services.AddScoped<ListDifferences>();
        services.AddScoped<ReadDifference>();
        services.AddScoped<ListSyncRuns>();
        services.AddWork<RunSync, RunSyncHandler>();
        services.AddWork<SyncDue, SyncDueHandler>();
        return services.AddSchedule(SyncDueHandler.Look, new SyncDue());
    }

    private static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        services.AddSingleton<PriceRuleCheck>();
        services.AddScoped<PublishBook>();
        services.AddScoped<PriceDrafts>();
        services.AddScoped<StartDraft>();
        services.AddScoped<ReadDraft>();
        services.AddScoped<ListDrafts>();
        services.AddScoped<CompareBooks>();
        services.AddSingleton<PriceGrid>();
        services.AddScoped<FindPublication>();
        services.AddScoped<ExportPrices>();
        services.AddScoped(scope => new ImportPrices(
            scope.GetRequiredService<AppDbContext>(),
            scope.GetRequiredService<Catalogue>(),
            scope.GetRequiredService<PriceDrafts>(),
            scope.GetRequiredService<PriceRuleCheck>(),
            scope.GetRequiredService<EditDraft>(),
            scope.GetRequiredService<TimeProvider>()));
        services.AddScoped(scope => new ChangeMarkup(
            scope.GetRequiredService<AppDbContext>(),
            scope.GetRequiredService<PriceRuleCheck>(),
            scope.GetRequiredService<PublishBook>(),
            scope.GetRequiredService<Catalogue>(),
            scope.GetRequiredService<IOptions<PricingOptions>>(),
            scope.GetRequiredService<TimeProvider>()));
        services.AddScoped(scope => new RestoreBook(scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<PublishBook>()));
        services.AddScoped(scope => new EditDraft(
            scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<PriceDrafts>(), scope.GetRequiredService<PriceRuleCheck>(), scope.GetRequiredService<TimeProvider>()));
        services.AddScoped(scope => new RebaseDraft(scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<PriceDrafts>()));
        services.AddScoped(scope => new DiscardDraft(scope.GetRequiredService<PriceDrafts>()));
        services.AddScoped(scope => new PublishDraft(
            scope.GetRequiredService<AppDbContext>(),
            scope.GetRequiredService<PriceDrafts>(),
            scope.GetRequiredService<PublishBook>(),
            scope.GetRequiredService<Catalogue>(),
            scope.GetRequiredService<IOptions<PricingOptions>>()));
        return services;
    }

    private static IServiceCollection AddEntries(this IServiceCollection services)
    {
        services.AddScoped<ListEntries>();
        services.AddScoped<ReadEntry>();
        services.AddScoped<ReadEntryHistory>();
        services.AddScoped<EntryCheck>();
        services.AddScoped<SaveEntry>();
        services.AddScoped(scope => new AddEntry(
            scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<Catalogue>(), scope.GetRequiredService<EntryCheck>(),
            scope.GetRequiredService<SaveEntry>(), scope.GetRequiredService<TimeProvider>()));
        services.AddScoped(scope => new ChangeEntry(
            scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<Catalogue>(), scope.GetRequiredService<EntryCheck>(),
            scope.GetRequiredService<SaveEntry>(), scope.GetRequiredService<TimeProvider>()));
        services.AddScoped(scope => new RestoreEntry(
            scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<Catalogue>(), scope.GetRequiredService<ChangeEntry>()));
        return services;
    }
}
