using System.Security.Claims;
using System.Text.Encodings.Web;
using KieSaaS.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Tests.Shell;

/// <summary>A sign-in by headers, for hosts without accounts: a test says in one line who asks, and every right is a policy as in the portal.</summary>
internal static class TestSignIn
{
    private const string Scheme = "test", RightClaim = "right";

    /// <summary>Signs in whoever the headers name.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="rightsOf">The rights of the one who is named; null when the headers name nobody.</param>
    public static IServiceCollection AddTestSignIn(this IServiceCollection services, Func<IHeaderDictionary, IEnumerable<Right>?> rightsOf)
    {
        services.AddAuthentication(Scheme).AddScheme<Options, Handler>(Scheme, options => options.RightsOf = rightsOf);
        return services.AddAuthorization(options =>
        {
            foreach (var right in Enum.GetValues<Right>())
            {
                options.AddPolicy(right.ToString(), policy => policy.RequireClaim(RightClaim, right.ToString()));
            }
        });
    }

    private sealed class Options : AuthenticationSchemeOptions
    {
        public Func<IHeaderDictionary, IEnumerable<Right>?> RightsOf { get; set; } = _ => null;
    }

    private sealed class Handler(IOptionsMonitor<Options> options, ILoggerFactory logs, UrlEncoder encoder) : AuthenticationHandler<Options>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Options.RightsOf(Request.Headers) is not { } rights)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity(rights.Select(right => new Claim(RightClaim, right.ToString())), Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
