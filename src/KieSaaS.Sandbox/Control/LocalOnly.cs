using System.Net;

namespace KieSaaS.Sandbox.Control;

/// <summary>Lets the controls be used from this machine alone, and not by a web page that happens to be open on it.</summary>
internal sealed class LocalOnly : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var local = http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller);
        return local && http.Request.Headers.Origin.Count == 0
            ? next(context)
            : ValueTask.FromResult<object?>(ControlAnswer.No(StatusCodes.Status403Forbidden, "The controls answer programs on this machine only."));
    }
}
