using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace KieSaaS.Web.Shell.Preferences;

/// <summary>
/// Language, theme and rail as ordinary form posts that work without a script and from a page that has been open for days: no antiforgery
/// token, because a post from another site is refused by what the browser says of its origin, and all it could change is how a page looks.
/// </summary>
internal static class PreferenceEndpoints
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var preferences = routes.MapGroup("/preferences").DisableAntiforgery().AddEndpointFilter(RefuseOtherSites).AllowAnonymous();
        preferences.MapPost("/language", SetLanguage);
        preferences.MapPost("/theme", SetTheme);
        preferences.MapPost("/rail", SetRail);
    }

    private static Results<RedirectHttpResult, ProblemHttpResult> SetLanguage(HttpContext context, [FromForm] string? language, [FromForm] string? returnUrl) =>
        Text.Languages.IsKnown(language)
            ? Set(context, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language!)), returnUrl)
            : Unknown("language", Text.Languages.All.Select(known => known.Code));

    private static Results<RedirectHttpResult, ProblemHttpResult> SetTheme(HttpContext context, [FromForm] string? theme, [FromForm] string? returnUrl) =>
        theme is not null && DisplayPreferences.Themes.Contains(theme)
            ? Set(context, DisplayPreferences.ThemeCookie, theme, returnUrl)
            : Unknown("theme", DisplayPreferences.Themes);

    private static Results<RedirectHttpResult, ProblemHttpResult> SetRail(HttpContext context, [FromForm] string? rail, [FromForm] string? returnUrl) =>
        rail is DisplayPreferences.Collapsed or "open"
            ? Set(context, DisplayPreferences.RailCookie, rail, returnUrl)
            : Unknown("rail", [DisplayPreferences.Collapsed, "open"]);

    private static Results<RedirectHttpResult, ProblemHttpResult> Set(HttpContext context, string cookie, string value, string? returnUrl)
    {
        var target = string.IsNullOrEmpty(returnUrl) ? "/" : returnUrl;
        if (!RedirectHttpResult.IsLocalUrl(target))
        {
            return TypedResults.Problem("returnUrl must be a path of this site, such as /app/jobs.", statusCode: StatusCodes.Status400BadRequest);
        }

        context.Response.Cookies.Append(cookie, value, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Kept,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
        return TypedResults.LocalRedirect(target);
    }

    private static ProblemHttpResult Unknown(string field, IEnumerable<string> known) =>
        TypedResults.Problem($"{field} must be one of: {string.Join(", ", known)}.", statusCode: StatusCodes.Status400BadRequest);

    private static async ValueTask<object?> RefuseOtherSites(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            ? TypedResults.Problem("This form belongs to another site.", statusCode: StatusCodes.Status403Forbidden)
            : await next(invocation);
}
