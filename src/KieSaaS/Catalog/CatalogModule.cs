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
        services.AddScoped<ChangeMarkup>();
        return services;
    }
}
