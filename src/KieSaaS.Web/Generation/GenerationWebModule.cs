using KieSaaS.Web.Files;
using KieSaaS.Web.Generation.DropIn;

namespace KieSaaS.Web.Generation;

/// <summary>The studio, the jobs, the start page, the drop-in API and the files behind signed links.</summary>
public static class GenerationWebModule
{
    /// <summary>What the API and the pages need.</summary>
    public static IServiceCollection AddGenerationWeb(this IServiceCollection services) => services.AddSingleton<ApiDescription>();

    /// <summary>Maps the drop-in API below <c>/api/v1</c>. Who acts must be decided before, by the API key.</summary>
    public static void MapGenerationApi(this IEndpointRouteBuilder routes) => routes.MapDropIn();

    /// <summary>Maps <c>/files/{token}</c>, the API's description and the providers' callbacks.</summary>
    public static IEndpointRouteBuilder MapGeneration(this IEndpointRouteBuilder routes)
    {
        routes.MapFiles();
        routes.MapApiDescription();
        routes.MapProviderCallback();
        return routes;
    }
}
