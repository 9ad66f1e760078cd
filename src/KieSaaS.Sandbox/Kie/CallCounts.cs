using System.Collections.Concurrent;

namespace KieSaaS.Sandbox.Kie;

/// <summary>How often each path was called since this process started or was reset.</summary>
internal sealed class CallCounts : IEndpointFilter
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public CallCounts(SandboxState state)
    {
        state.Cleared += (_, _) => _counts.Clear();
    }

    /// <summary>Calls by method and route, such as <c>POST /api/v1/jobs/createTask</c>.</summary>
    public IReadOnlyDictionary<string, int> Read() => new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? http.Request.Path;
        _counts.AddOrUpdate($"{http.Request.Method} {route}", 1, (_, count) => count + 1);
        return next(context);
    }
}
