using KieSaaS.Tenancy;
using Microsoft.AspNetCore.Authorization;

namespace KieSaaS.Web.Identity.Sessions;

/// <summary>One policy per right, named like it: <c>[Authorize(Policy = nameof(Right.ManageKeys))]</c>.</summary>
internal static class RightPolicies
{
    public static void Configure(AuthorizationOptions options)
    {
        foreach (var right in Enum.GetValues<Right>())
        {
            options.AddPolicy(right.ToString(), policy => policy.RequireAuthenticatedUser().AddRequirements(new RightRequirement(right)));
        }
    }
}

/// <summary>The scope's actor must have this right.</summary>
internal sealed record RightRequirement(Right Right) : IAuthorizationRequirement;

internal sealed class RightCheck(Actor actor) : AuthorizationHandler<RightRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (actor.May(requirement.Right))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
