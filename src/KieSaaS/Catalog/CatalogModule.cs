using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Catalog;

/// <summary>The table of contents of the module: what is not listed here does not run.</summary>
public static class CatalogModule
{
    /// <summary>Registers the catalogue that ships with the product, and the price books over it.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton(_ => Catalogue.LoadStarter());
        services.AddSingleton<PricesInForce>();
        services.AddSingleton<PriceRequest>();
        services.AddScoped<PublishFirstPrices>();
        services.AddOptions<PricingOptions>().BindConfiguration(PricingOptions.Section)
            .Validate(options => options is { MarginFloorPercent: >= 0 and < 100, LargeChangePercent: > 0 }, "Pricing: the floor must be 0 to 99 and the large change above 0 percent.")
            .ValidateOnStart();
        services.AddScoped<ReadPricing>();
        services.AddScoped<PreviewMarkup>();
        services.AddScoped<ChangeMarkup>();
        services.AddScoped<ListPriceBooks>();
        return services;
    }
}
