using System.Reflection;
using KieSaaS.Work;

namespace KieSaaS.Tests.Architecture;

public sealed class WorkKindTests
{
    // What once stood in a queue may stand in one still: this list only grows, and a name in it is never given to other work.
    private static readonly string[] Shipped =
    [
        "billing.fulfil-order",
        "billing.prove",
        "billing.reconcile-orders",
        "catalog.prices-published",
        "catalog.sweep-sources",
        "catalog.sync",
        "catalog.sync-due",
        "generation.bench-test",
        "generation.close-verification",
        "generation.notify",
        "generation.poll",
        "generation.submit",
        "identity.letter",
        "mail.send",
    ];

    [Fact]
    public void Every_kind_of_work_keeps_the_name_it_shipped_with()
    {
        var kinds = Assemblies.Business.GetTypes()
            .Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(typeof(IWork)))
            .Select(KindOf)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Shipped, kinds);
    }

    private static string KindOf(Type work) => (string)work.GetProperty(nameof(IWork.Kind), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
