namespace KieSaaS.Web.Shell;

/// <summary>Addresses that programs ask, with an API key; everything else is for people.</summary>
internal static class ProgramPaths
{
    private static readonly PathString[] Prefixes = ["/api", "/v1"];

    public static bool Contain(HttpContext context)
    {
        foreach (var prefix in Prefixes)
        {
            if (context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
