using Microsoft.AspNetCore.Diagnostics;

namespace KieSaaS.Web.Shell.Errors;

/// <summary>
/// Finds what the frame of an error page shows before the page is rendered: the renderer writes a page that answers for another
/// address as soon as it has one, and would not wait for the frame to learn who is signed in.
/// </summary>
internal sealed class ErrorPageShell(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, IShellContextSource source)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null && await source.GetAsync(context.RequestAborted) is { } shell)
        {
            context.Features.Set(shell);
        }

        await next(context);
    }
}
