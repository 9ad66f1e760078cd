using System.Security.Claims;
using KieSaaS.Identity;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Identity.Sessions;

/// <summary>What the session cookie carries: who, the security stamp of that moment, and the chosen workspace and mode. No rights: they are looked up.</summary>
internal static class SessionClaims
{
    private const string Stamp = "stamp", Tenant = "tenant", TestMode = "test";

    public static ClaimsPrincipal Make(Guid userId, string email, string stamp, TenantId? tenant, Mode mode)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, userId.ToString()), new(ClaimTypes.Name, email), new(Stamp, stamp)];
        if (tenant is { } chosen)
        {
            claims.Add(new Claim(Tenant, chosen.ToString()));
        }

        if (mode == Mode.Test)
        {
            claims.Add(new Claim(TestMode, "1"));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, SessionScheme.Cookie));
    }

    /// <summary>The question that a principal asks, or null when it is not a session of ours.</summary>
    public static SessionCheck.Question? Read(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var user) && principal!.FindFirstValue(Stamp) is { } stamp
            ? new SessionCheck.Question(user, stamp, Guid.TryParse(principal.FindFirstValue(Tenant), out var tenant) ? new TenantId(tenant) : null)
            : null;

    public static Mode ModeOf(ClaimsPrincipal? principal) => principal?.HasClaim(TestMode, "1") == true ? Mode.Test : Mode.Live;
}
