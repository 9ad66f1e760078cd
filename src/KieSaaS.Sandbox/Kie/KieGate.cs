namespace KieSaaS.Sandbox.Kie;

/// <summary>The door of the authenticated calls: bearer key and maintenance.</summary>
internal sealed class KieGate(KieSettingsStore settings) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!settings.Current.Admits(KeyOf(context.HttpContext)))
        {
            return ValueTask.FromResult<object?>(KieAnswer.No(401, "You do not have access permissions"));
        }

        return settings.Current.Maintenance
            ? ValueTask.FromResult<object?>(KieAnswer.No(455, "The service is under maintenance"))
            : next(context);
    }

    /// <summary>The bearer key of a request, or "" when there is none.</summary>
    public static string KeyOf(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is var header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : "";
}
