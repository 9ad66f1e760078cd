using Microsoft.AspNetCore.Diagnostics;

namespace KieSaaS.Web.Shell.Preferences;

/// <summary>
/// How this browser wants the portal to look. Kept in cookies, so that the server renders the right page at once, without a flash.
/// </summary>
public sealed class DisplayPreferences(IHttpContextAccessor accessor)
{
    internal const string ThemeCookie = "theme";
    internal const string RailCookie = "rail";
    internal const string Collapsed = "collapsed";

    /// <summary>Every theme; the first follows the machine.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["system", "light", "dark"];

    /// <summary>One of <see cref="Themes"/>.</summary>
    public string Theme => Cookie(ThemeCookie) is { } theme && Themes.Contains(theme) ? theme : Themes[0];

    /// <summary>True when the navigation rail shows icons only.</summary>
    public bool IsRailCollapsed => Cookie(RailCookie) == Collapsed;

    /// <summary>The address of this page with its filters, to come back to after a preference was posted; on an error page the one that was asked for.</summary>
    public string ReturnUrl
    {
        get
        {
            if (accessor.HttpContext is not { } context)
            {
                return "/";
            }

            return context.Features.Get<IStatusCodeReExecuteFeature>() is { } asked
                ? asked.OriginalPathBase + asked.OriginalPath + asked.OriginalQueryString
                : context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        }
    }

    private string? Cookie(string name) => accessor.HttpContext?.Request.Cookies[name];
}
