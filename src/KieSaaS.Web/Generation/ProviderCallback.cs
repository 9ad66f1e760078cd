using KieSaaS.Generation;

namespace KieSaaS.Web.Generation;

/// <summary>Where providers report that a task moved. The body is noted, nothing in it is believed, and the answer is quick.</summary>
internal static class ProviderCallback
{
    private const int LargestBody = 1024 * 1024;

    public static void MapProviderCallback(this IEndpointRouteBuilder routes) =>
        routes.MapPost(ReceiveCallback.PathPrefix + "{token}", ReceiveAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> ReceiveAsync(string token, HttpRequest request, ReceiveCallback receive, CancellationToken ct)
    {
        if (request.ContentLength is > LargestBody)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > LargestBody)
            {
                return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            }

            body.Write(buffer, 0, read);
        }

        var answer = await receive.RunAsync(
            token, body.ToArray(), request.Headers[ReceiveCallback.TimestampHeader], request.Headers[ReceiveCallback.SignatureHeader], ct);
        return answer.Match(_ => Results.Ok(new { status = "received" }), _ => Results.NotFound());
    }
}
