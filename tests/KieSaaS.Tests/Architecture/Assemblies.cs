using System.Reflection;
using System.Runtime.CompilerServices;
using KieSaaS.Data;

namespace KieSaaS.Tests.Architecture;

/// <summary>The four programs and libraries of <c>src/</c>.</summary>
internal static class Assemblies
{
    public static Assembly Business { get; } = typeof(AppDbContext).Assembly;

    public static Assembly Web { get; } = Assembly.Load("KieSaaS.Web");

    public static Assembly Pdf { get; } = Assembly.Load("KieSaaS.Pdf");

    // A program of its own that nothing references: loaded from where it was built.
    public static Assembly Sandbox { get; } = Assembly.LoadFrom(SandboxProcess.Program);

    public static IReadOnlyList<Assembly> All { get; } = [Business, Web, Pdf, Sandbox];

    /// <summary>Types that stand in somebody's source file, not what the compiler added.</summary>
    public static IEnumerable<Type> WrittenTypes(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.Name.Contains('<', StringComparison.Ordinal) && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));
}
