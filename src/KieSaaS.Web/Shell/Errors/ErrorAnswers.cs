using System.Diagnostics;

namespace KieSaaS.Web.Shell.Errors;

/// <summary>
/// One place that decides how an error looks: problem details (RFC 9457) for programs, a page in the shell's look for people.
/// Both carry the trace id that finds the log lines, neither carries a stack trace.
/// </summary>
internal static class ErrorAnswers
{
    public const string PagePrefix = "/_error/";

    // Machines that bring no API key.
    private static readonly PathString[] NoticePaths = ["/callbacks", "/webhooks"];

    public static void Configure(ProblemDetailsOptions options) => options.CustomizeProblemDetails = context =>
    {
        context.ProblemDetails.Extensions["traceId"] = TraceId(context.HttpContext);
        context.ProblemDetails.Instance ??= context.HttpContext.Request.Path;
    };

    public static void UseErrorAnswers(this WebApplication app)
    {
        // A fresh scope for the page: the one that failed holds half-used services, Blazor's navigation among them.
        app.UseWhen(IsForPrograms, programs => programs.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(context => !IsForPrograms(context), pages => pages
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = PagePrefix + "500", CreateScopeForErrors = true })
            .UseStatusCodePagesWithReExecute(PagePrefix + "{0}", createScopeForStatusCodePages: true));
    }

    /// <summary>The id that the log lines of this request carry.</summary>
    public static string TraceId(HttpContext? context) => Activity.Current?.TraceId.ToString() ?? context?.TraceIdentifier ?? "";

    private static bool IsForPrograms(HttpContext context) => ProgramPaths.Contain(context)
        || Array.Exists(NoticePaths, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
