using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace KieSaaS.Web.Shell.Security;

/// <summary>
/// What every answer tells the browser: run our scripts only, never in a frame, never guess a type, keep private pages out of caches.
/// An endpoint that needs another policy sets the header itself; only what is missing is added.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<FormTargets> targets)
{
    // An answer to a program is never a page, whatever a browser makes of it.
    private const string ProgramPolicy = "default-src 'none'; frame-ancestors 'none'";

    private static readonly PathString[] PrivatePaths = ["/app", "/staff", "/account"];

    // Where forms may lead is known when the portal starts; the rest of the policy never changes but for its own address.
    private readonly string _formAction = $"form-action 'self'{string.Concat(targets.Value.Sites.Select(site => " " + site.GetLeftPart(UriPartial.Authority)))}";

    public Task InvokeAsync(HttpContext context)
    {
        // Decided by the address that was asked for: an error page is rendered under another one.
        if (ProgramPaths.Contain(context))
        {
            context.Response.OnStarting(AddForProgram, context);
            return next(context);
        }

        var isPrivatePath = Array.Exists(PrivatePaths, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
        context.Response.OnStarting(() =>
        {
            Add(context, isPrivatePath || IsPersonalPage(context));
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static Task AddForProgram(object context)
    {
        var headers = ((HttpContext)context).Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ProgramPolicy;
        headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private void Add(HttpContext context, bool isPrivate)
    {
        var headers = context.Response.Headers;
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, PolicyFor(context.Request));
        if (isPrivate)
        {
            headers.CacheControl = "no-store";
        }
        else if (headers.CacheControl.Count == 0)
        {
            // Public pages differ by the language and theme cookies.
            headers.CacheControl = "private, no-cache";
        }
    }

    private static bool IsPersonalPage(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true && context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true;

    // style-src has 'unsafe-inline' because Radzen writes style attributes (sizes, positions); scripts never have it.
    // Older Safari does not take 'self' for the circuit's web socket, so its address is spelled out.
    private string PolicyFor(HttpRequest request) =>
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; "
        + $"connect-src 'self' {(request.IsHttps ? "wss" : "ws")}://{request.Host.ToUriComponent()}; "
        + "object-src 'none'; base-uri 'self'; frame-ancestors 'none'; "
        + _formAction;
}
