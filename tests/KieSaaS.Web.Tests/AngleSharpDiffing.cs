using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace KieSaaS.Web.Tests;

/// <summary>Gives bUnit the version of AngleSharp.Diffing that the registry holds; it asks for a later one, which would be used alike.</summary>
internal static class AngleSharpDiffing
{
    private const string Name = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Find() => AssemblyLoadContext.Default.Resolving += (context, wanted) =>
        wanted.Name == Name ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Name + ".dll")) : null;
}
