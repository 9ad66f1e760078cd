using KieSaaS.Mail;
using KieSaaS.Web.Identity.Sessions;
using KieSaaS.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Identity;

/// <summary>Sessions, API keys on requests, policies and the account pages.</summary>
public static class IdentityWebModule
{
    /// <summary>Registers the schemes, one policy per right, and what the frame shows of who is signed in.</summary>
    public static IServiceCollection AddIdentityWeb(this IServiceCollection services)
    {
        services.AddAuthentication(SessionScheme.Cookie).AddCookie(SessionScheme.Cookie);
        services.AddOptions<CookieAuthenticationOptions>(SessionScheme.Cookie)
            .Configure<IOptions<PublicAddress>>((options, address) => SessionScheme.Configure(options, address.Value));
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<PublicAddress>>((options, address) =>
        {
            options.Cookie.Name = address.Value.IsSecure ? "__Host-kiesaas-form" : "kiesaas_form";
            options.Cookie.SecurePolicy = address.Value.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.Cookie.Path = "/";
        });

        services.Configure<AuthorizationOptions>(RightPolicies.Configure);
        services.AddScoped<IAuthorizationHandler, RightCheck>();
        services.AddScoped<CircuitActor>();
        services.AddScoped<CircuitHandler>(scope => scope.GetRequiredService<CircuitActor>());
        services.AddScoped<ISessionWatch>(scope => scope.GetRequiredService<CircuitActor>());
        services.AddScoped<IShellContextSource, SessionShell>();

        services.AddOptions<AccountLimitOptions>().BindConfiguration(AccountLimitOptions.Section)
            .Validate(o => o is { SignInsPerAddress: > 0, SignInsPerClient: > 0, MailsPerAddress: > 0, MailsPerClient: > 0 }, "Identity:Limits: every limit must be at least 1.")
            .ValidateOnStart();
        services.AddSingleton<AccountLimits>();
        return services;
    }

    /// <summary>Decides who acts. Goes after authentication and before authorization.</summary>
    public static void UseActor(this IApplicationBuilder app) => app.UseMiddleware<DecideActor>();

    /// <summary>Decides who acts on the paths of programs, by their API key.</summary>
    public static void UseApiKeyActor(this IApplicationBuilder app) => app.UseMiddleware<ApiKeyActor>();
}
