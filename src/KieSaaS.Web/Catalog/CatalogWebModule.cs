namespace KieSaaS.Web.Catalog;

/// <summary>The public pages of models and prices.</summary>
public static class CatalogWebModule
{
    /// <summary>What the pages need; their addresses come with the routable components.</summary>
    public static IServiceCollection AddCatalogWeb(this IServiceCollection services)
    {
        services.AddSingleton<SalePrices>();
        services.AddSingleton<CreditValues>();
        return services;
    }
}
