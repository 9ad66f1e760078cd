using System.Text;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

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

    /// <summary>Maps the files of prices; the pages are routable components.</summary>
    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/staff/pricing/prices.csv", (ExportPrices export, HttpResponse response, CancellationToken ct) => SendAsync(export, null, response, ct))
            .RequireAuthorization(nameof(Right.EditPrices));
        routes.MapGet("/staff/pricing/drafts/{id:guid}/prices.csv", (Guid id, ExportPrices export, HttpResponse response, CancellationToken ct) => SendAsync(export, id, response, ct))
            .RequireAuthorization(nameof(Right.EditPrices));
    }

    private static async Task<IResult> SendAsync(ExportPrices export, Guid? draft, HttpResponse response, CancellationToken ct)
    {
        var file = await export.RunAsync(draft, ct);
        response.Headers.CacheControl = "no-store";
        return file.Succeeded
            ? Results.File(Encoding.UTF8.GetBytes(file.Value), "text/csv; charset=utf-8", draft is null ? "prices.csv" : $"prices-draft-{draft:n}.csv")
            : file.Refusal.Kind == RefusalKind.NotFound ? Results.NotFound() : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
