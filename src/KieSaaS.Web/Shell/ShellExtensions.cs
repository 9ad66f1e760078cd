using KieSaaS.Tenancy;
using KieSaaS.Web.Shell.Errors;
using KieSaaS.Web.Shell.Layouts;
using KieSaaS.Web.Shell.Preferences;
using KieSaaS.Web.Shell.Security;
using KieSaaS.Web.Shell.Text;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace KieSaaS.Web.Shell;

/// <summary>The frame of the portal in three calls: services, middleware, endpoints.</summary>
public static class ShellExtensions
{
    private const int LargestMessage = 256 * 1024;

    /// <summary>Components, views, texts, errors. A module replaces <see cref="IShellContextSource"/> by registering its own before or after.</summary>
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        // Build output that runs outside Development (tests, benchmarks) serves package assets too; published output has them in wwwroot.
        builder.WebHost.UseStaticWebAssets();

        var services = builder.Services;

        // A prompt of twenty thousand characters must pass in one message; SignalR's own limit is 32 kB.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(options => options.MaximumReceiveMessageSize = LargestMessage);
        services.AddControllersWithViews();
        services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new FeatureFolderViews()));
        services.AddRadzenComponents();
        services.AddHttpContextAccessor();

        // A form that cannot be read is the sender's mistake in Development too, where the framework would throw and we answer 500.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddProblemDetails(ErrorAnswers.Configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<IShellContextSource, AnonymousShellContextSource>();
        services.TryAddScoped<Actor>();
        services.TryAddSingleton<ISessionWatch, NoSessionWatch>();
        services.AddScoped<Ask>();
        services.AddScoped<DisplayPreferences>();
        return builder;
    }

    /// <summary>
    /// The middleware in its order: transport security, headers, error answers, language, routing, who you are, what you may, antiforgery.
    /// Errors stand before routing, because an error page is a second walk through everything that follows; headers stand before
    /// errors, because an error clears what was set after them. Any other middleware goes after this call.
    /// Programs have no language, no cookies and no forms: their requests leave the way before all that.
    /// </summary>
    /// <param name="app">The portal.</param>
    /// <param name="people">Decides who acts: it knows who is signed in, and what may be done depends on it.</param>
    /// <param name="programs">Decides who acts on the paths of programs, and maps what they can ask.</param>
    public static WebApplication UseShell(this WebApplication app, Action<IApplicationBuilder>? people = null, Action<IApplicationBuilder>? programs = null)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseErrorAnswers();
        app.MapWhen(ProgramPaths.Contain, branch =>
        {
            branch.UseRouting();
            programs?.Invoke(branch);
        });
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseAuthentication();
        people?.Invoke(app);
        app.UseMiddleware<ErrorPageShell>();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>Files, preferences, controllers and every routable component of this assembly.</summary>
    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapPreferences();
        app.MapControllers().WithStaticAssets();

        // The framework's own frame policy would be a second header that says something else: SecurityHeaders speaks for all answers.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
