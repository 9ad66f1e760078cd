using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Identity.Sessions;

/// <summary>Why a key was not accepted, for an endpoint that answers in a form of its own.</summary>
internal sealed record ApiKeyRefused(Refusal Refusal);

/// <summary>
/// Decides who acts where programs ask, by <c>Authorization: Bearer kie_…</c>. Whoever brings no key, or not a good one, stays nobody
/// and is told so by the endpoint. Not an authentication scheme: the framework's way through schemes, principals and policies
/// costs more than the whole decision does.
/// </summary>
internal sealed class ApiKeyActor(RequestDelegate next, AuthenticateApiKey authenticate)
{
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext context, Actor actor)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > 0)
        {
            var text = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
            var found = await authenticate.RunAsync(text, context.RequestAborted);
            if (found.Succeeded)
            {
                var key = found.Value;
                actor.BecomeApiKey(key.Tenant, key.Mode, key.KeyId, key.Name);
            }
            else
            {
                context.Features.Set(new ApiKeyRefused(found.Refusal));
            }
        }

        await next(context);
    }
}
