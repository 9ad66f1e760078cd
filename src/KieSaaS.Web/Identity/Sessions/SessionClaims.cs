using System.Security.Claims;
using KieSaaS.Identity;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Identity.Sessions;

/// <summary>What the session cookie carries: which session, who, the security stamp of that moment, and the chosen workspace and mode. No rights: they are looked up.</summary>
internal static class SessionClaims
{
    private const string SessionId = "session", Stamp = "stamp", Tenant = "tenant", TestMode = "test";

    /// <summary>A session that begins; another workspace or mode later keeps its identity.</summary>
    public static ClaimsPrincipal Begin(SignIn.Answer person, TenantId? tenant) =>
        Make(new SessionCheck.Question(person.UserId, person.SecurityStamp, tenant, Guid.NewGuid()), person.Email, Mode.Live);

    public static ClaimsPrincipal Make(SessionCheck.Question session, string email, Mode mode)
    {
        List<Claim> claims =
        [
            new(SessionId, session.SessionId.ToString()), new(ClaimTypes.NameIdentifier, session.UserId.ToString()), new(ClaimTypes.Name, email), new(Stamp, session.SecurityStamp),
        ];
        if (session.Tenant is { } chosen)
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
        Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var user)
        && Guid.TryParse(principal!.FindFirstValue(SessionId), out var session) && principal!.FindFirstValue(Stamp) is { } stamp
            ? new SessionCheck.Question(user, stamp, Guid.TryParse(principal.FindFirstValue(Tenant), out var tenant) ? new TenantId(tenant) : null, session)
            : null;

    public static Mode ModeOf(ClaimsPrincipal? principal) => principal?.HasClaim(TestMode, "1") == true ? Mode.Test : Mode.Live;
}
