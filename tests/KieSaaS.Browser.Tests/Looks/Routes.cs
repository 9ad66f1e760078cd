using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>Every page of the portal, read from its program: routable components, and the actions of controllers that show views.</summary>
internal static class Routes
{
    public static IReadOnlyList<string> All { get; } = [.. Components().Concat(Views()).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Components() => typeof(Program).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<Microsoft.AspNetCore.Components.RouteAttribute>(inherit: false))
        .Select(route => route.Template);

    // An action that writes a file by itself returns no result to choose a view with.
    private static IEnumerable<string> Views() => typeof(Program).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Controller)))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(action => action.ReturnType == typeof(IActionResult) || action.ReturnType == typeof(Task<IActionResult>))
        .SelectMany(action => action.GetCustomAttributes<HttpGetAttribute>())
        .Select(get => get.Template!);
}
