using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace KieSaaS.Web.Shell.Layouts;

/// <summary>
/// Finds views beside their controllers: a controller in namespace <c>KieSaaS.Web.Identity</c> finds <c>/Identity/SignIn.cshtml</c>,
/// and every controller finds the layouts in <c>/Shell/Layouts</c>.
/// </summary>
internal sealed class FeatureFolderViews : IViewLocationExpander
{
    private const string FolderKey = "feature-folder";
    private const string RootNamespace = "KieSaaS.Web.";

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        var space = (context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo.Namespace;
        if (space?.StartsWith(RootNamespace, StringComparison.Ordinal) == true)
        {
            context.Values[FolderKey] = space[RootNamespace.Length..].Replace('.', '/');
        }
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        if (context.Values.TryGetValue(FolderKey, out var folder))
        {
            yield return $"/{folder}/{{0}}.cshtml";
        }

        yield return "/Shell/Layouts/{0}.cshtml";
    }
}
