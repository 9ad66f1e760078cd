using KieSaaS.Web.Files;
using KieSaaS.Web.Generation.DropIn;

namespace KieSaaS.Web.Generation;

/// <summary>The studio, the jobs, the start page, the drop-in API and the files behind signed links.</summary>
public static class GenerationWebModule
{
    /// <summary>Maps the drop-in API below <c>/api/v1</c> and <c>/files/{token}</c>. Who acts must be decided before, by the middleware of identity.</summary>
    public static IEndpointRouteBuilder MapGeneration(this IEndpointRouteBuilder routes)
    {
        routes.MapDropIn();
        routes.MapFiles();
        routes.MapProviderCallback();
        return routes;
    }
}
