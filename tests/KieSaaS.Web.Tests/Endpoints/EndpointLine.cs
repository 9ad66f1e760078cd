using System.Reflection;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>One endpoint as the manifest shows it.</summary>
/// <param name="Methods">What it answers to, such as "GET POST"; "any" when it does not say.</param>
/// <param name="Pattern">Its route.</param>
/// <param name="Access">Its policies, "signed in", "anyone", "framework", or "UNDECLARED".</param>
/// <param name="IsFormChecked">A post needs the form's token.</param>
/// <param name="TakesFields">It takes posts, and is no page without a form that it reads.</param>
internal sealed record EndpointLine(string Methods, string Pattern, string Access, bool IsFormChecked, bool TakesFields)
{
    public const string Anyone = "anyone", SignedIn = "signed in", Framework = "framework", Undeclared = "UNDECLARED";

    /// <summary>It takes bodies.</summary>
    public bool TakesPosts => Methods.Contains("POST", StringComparison.Ordinal);

    public static EndpointLine Of(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        var pattern = "/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/');
        return new(
            methods.Count == 0 ? "any" : string.Join(' ', methods.Order(StringComparer.Ordinal)),
            pattern, AccessOf(endpoint, pattern), IsChecked(endpoint), methods.Contains(HttpMethods.Post, StringComparer.Ordinal) && ReadsForm(endpoint));
    }

    /// <summary>A file of the build: hundreds, with names that change with their content, so that the manifest leaves them out.</summary>
    public static bool IsStaticFile(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    public override string ToString() => $"{Methods,-9} {Pattern,-36} {Access,-25} {(IsFormChecked ? "form token" : "-")}";

    // In Development the framework serves files that were added since the build.
    private const string DevelopmentFiles = "/{**path:file}";

    // Blazor's own addresses bring no policy: what a circuit may do is asked again by each page in it.
    private static string AccessOf(RouteEndpoint endpoint, string pattern)
    {
        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy ?? SignedIn).Distinct(StringComparer.Ordinal).ToList();
        return endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? Anyone
            : policies.Count > 0 ? string.Join('+', policies.Order(StringComparer.Ordinal))
            : pattern.StartsWith("/_blazor", StringComparison.Ordinal) || pattern.StartsWith("/_framework/", StringComparison.Ordinal) || pattern == DevelopmentFiles ? Framework
            : Undeclared;
    }

    private static bool IsChecked(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ActionDescriptor>() is { } action
        ? action.FilterDescriptors.Any(filter => filter.Filter is IFilterFactory factory && factory.GetType().Name is "AutoValidateAntiforgeryTokenAttribute" or "ValidateAntiForgeryTokenAttribute")
        : endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true };

    private static bool ReadsForm(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not { Type: var page }
        || page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(property => property.IsDefined(typeof(SupplyParameterFromFormAttribute)));
}
