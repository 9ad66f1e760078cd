using System.Security.Claims;
using System.Text.Encodings.Web;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Identity.Sessions;

/// <summary>Why a key was not accepted, for an endpoint that answers in a form of its own.</summary>
internal sealed record ApiKeyRefused(Refusal Refusal);

/// <summary><c>Authorization: Bearer kie_…</c> on the paths of programs.</summary>
internal sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AuthenticateApiKey authenticate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    private const string Bearer = "Bearer ";

    public static bool IsFor(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        var key = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
        return (await authenticate.RunAsync(key, Context.RequestAborted)).Match(Accept, Refuse);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = Context.Features.Get<ApiKeyRefused>()?.Refusal ?? Refusals.KeyUnknown;
        Response.StatusCode = refusal.Kind == RefusalKind.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
        if (Response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            Response.Headers.WWWAuthenticate = "Bearer";
        }

        return TypedResults.Problem(
            title: refusal.Message, statusCode: Response.StatusCode, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code }).ExecuteAsync(Context);
    }

    private AuthenticateResult Accept(ApiKeyIdentity key)
    {
        Context.Features.Set(key);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.KeyId.ToString()), new Claim(ClaimTypes.Name, key.Name)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    private AuthenticateResult Refuse(Refusal refusal)
    {
        Context.Features.Set(new ApiKeyRefused(refusal));
        return AuthenticateResult.Fail(refusal.Message);
    }
}
