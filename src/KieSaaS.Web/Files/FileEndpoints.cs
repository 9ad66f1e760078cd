using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KieSaaS.Files;
using Microsoft.Net.Http.Headers;

namespace KieSaaS.Web.Files;

/// <summary>Serves signed links: the link is the permission, so nobody is asked who they are.</summary>
public static class FileEndpoints
{
    /// <summary>Maps <c>/files/{token}</c> for GET and HEAD, with ranges.</summary>
    public static IEndpointRouteBuilder MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(SignedLinks.PathPrefix + "{token}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> ServeAsync(string token, SignedLinks links, IFileStore store, TimeProvider clock, HttpContext context)
    {
        var read = links.Read(token);
        if (!read.Succeeded)
        {
            return TypedResults.StatusCode(read.Refusal.Code == "files.link-expired" ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
        }

        var file = read.Value;
        if (await store.OpenAsync(file.Path, context.RequestAborted) is not { } content)
        {
            return TypedResults.StatusCode(StatusCodes.Status410Gone);
        }

        SetHeaders(context.Response.Headers, file, file.ExpiresAt - clock.GetUtcNow());
        return TypedResults.Stream(content, file.MediaType, entityTag: TagOf(file.Path), enableRangeProcessing: true);
    }

    private static void SetHeaders(IHeaderDictionary headers, SignedFile file, TimeSpan left)
    {
        // A result is what a stranger's model made: it may be looked at, it may not run.
        headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={Math.Max(0, (long)left.TotalSeconds)}, immutable");
        headers.ContentDisposition = new ContentDispositionHeaderValue(file.IsDownload ? "attachment" : "inline") { FileName = Path.GetFileName(file.Path) }.ToString();
    }

    // A stored file never changes, so its path stands for its content.
    private static EntityTagHeaderValue TagOf(string path) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 12))}\"");
}
