using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Razor;

namespace KieSaaS.Tests.Architecture;

public sealed class SealedTests
{
    // Open on purpose. Razor writes a component's or view's class itself and leaves it open; those are not listed one by one.
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["KieSaaS.Billing.PaymentsException"] = "a payment provider's failure, and what is a special case of it",
        ["KieSaaS.Pdf.Layout.Slot"] = "a place for one element; rows and frames are places with a size",
        ["KieSaaS.Web.Identity.AccountForm"] = "a form by itself, and what longer forms add to",
    };

    [Fact]
    public void Every_class_is_sealed_abstract_or_static() => Assert.Equal(
        Open.Keys.Order(StringComparer.Ordinal), Assemblies.All.SelectMany(OpenClasses).Order(StringComparer.Ordinal));

    [Fact]
    public void An_open_class_is_seen() => Assert.Contains(typeof(Planted).FullName, OpenClasses(typeof(Planted).Assembly));

    private static IEnumerable<string?> OpenClasses(System.Reflection.Assembly assembly) => Assemblies.WrittenTypes(assembly)
        .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
        .Where(type => type.Name != "_Imports" && !type.IsAssignableTo(typeof(IComponent)) && !type.IsAssignableTo(typeof(RazorPageBase)))
        .Select(type => type.FullName);

#pragma warning disable MA0053, CA1852 // Open on purpose: the test must see it.
    private class Planted;
#pragma warning restore MA0053, CA1852
}
