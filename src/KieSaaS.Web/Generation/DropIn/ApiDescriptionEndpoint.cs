using Microsoft.Net.Http.Headers;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary><c>GET /openapi.json</c>: public, because whoever writes a client has no key yet.</summary>
internal static class ApiDescriptionEndpoint
{
    public const string Path = "/openapi.json";

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Answer).AllowAnonymous();

    private static IResult Answer(ApiDescription description)
    {
        var (json, tag) = description.Whole;
        return TypedResults.Bytes(json, "application/json", entityTag: new EntityTagHeaderValue(tag));
    }
}
