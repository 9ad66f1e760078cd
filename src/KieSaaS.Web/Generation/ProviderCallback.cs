using KieSaaS.Generation;
using KieSaaS.Web.Shell;

namespace KieSaaS.Web.Generation;

/// <summary>Where providers report that a task moved. The body is noted, nothing in it is believed, and the answer is quick.</summary>
internal static class ProviderCallback
{
    private const int LargestBody = 1024 * 1024;

    public static void MapProviderCallback(this IEndpointRouteBuilder routes) =>
        routes.MapPost(ReceiveCallback.PathPrefix + "{token}", ReceiveAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> ReceiveAsync(string token, HttpRequest request, ReceiveCallback receive, CancellationToken ct)
    {
        if (await BoundedBody.CopyAsync(request, LargestBody, ct) is not { } body)
        {
            return Results.Problem($"The body is larger than {LargestBody} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var answer = await receive.RunAsync(
            token, body, request.Headers[ReceiveCallback.TimestampHeader], request.Headers[ReceiveCallback.SignatureHeader], ct);
        return answer.Match(_ => Results.Ok(new { status = "received" }), _ => Results.NotFound());
    }
}
