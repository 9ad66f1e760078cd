using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>Absolute links to a job's files, under the address that the client asked.</summary>
internal static class ResultUrls
{
    /// <summary>A fresh link to each file.</summary>
    public static IReadOnlyList<string> Of(HttpContext context, JobView job)
    {
        if (job.Files.Count == 0)
        {
            return [];
        }

        var tenant = context.RequestServices.GetRequiredService<Actor>().RequireTenant();
        var links = context.RequestServices.GetRequiredService<SignedLinks>();
        var address = BaseOf(context);
        return [.. job.Files.Select(file => address + links.Sign(tenant, file.Path))];
    }

    /// <summary>Scheme, host and base path of the request; behind a proxy, what its forwarded headers say.</summary>
    public static string BaseOf(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}{context.Request.PathBase.ToUriComponent()}";

    /// <summary>The token of a link that we gave out; null for any other address.</summary>
    public static string? TokenOf(HttpContext context, string? url)
    {
        var start = BaseOf(context) + SignedLinks.PathPrefix;
        return url is not null && url.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? url[start.Length..] : null;
    }
}
