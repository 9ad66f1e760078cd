namespace KieSaaS.Tests.Architecture;

/// <summary>The plan of the house: who may call whom. A module's root namespace is its front door, deeper ones are private to it.</summary>
internal static class ModulePlan
{
    private static readonly string[] Ground = ["Kernel", "Tenancy", "Data", "Audit", "Work"];
    private static readonly string[] Foundations = [.. Ground, "Files", "Mail", "Net"];

    // Read it downwards: a module may speak of the modules on its right, and of no others.
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Kernel"] = [],
        ["Tenancy"] = ["Kernel"],
        ["Data"] = ["Kernel", "Tenancy"],
        // Giving up or repeating dead work is an act that is audited, so the audit log stands below the queue.
        ["Audit"] = ["Kernel", "Tenancy", "Data"],
        ["Work"] = ["Kernel", "Tenancy", "Data", "Audit"],
        ["Files"] = Ground,
        ["Mail"] = Ground,
        ["Net"] = Ground,
        ["Identity"] = Foundations,
        ["Catalog"] = Foundations,
        ["Billing"] = Foundations,
        ["Generation"] = [.. Foundations, "Catalog", "Billing"],
        ["Reporting"] = [.. Foundations, "Identity", "Catalog", "Billing", "Generation"],
    };

    /// <summary>The module of a type of the business; null for every other type.</summary>
    public static string? ModuleOf(Type type) =>
        type.Assembly == Assemblies.Business && type.Namespace?.Split('.') is ["KieSaaS", var module, ..] ? module : null;

    /// <summary>Every mention of a type of the business by a type that is not of the same module.</summary>
    public static IEnumerable<Call> CallsFrom(IEnumerable<Type> types) =>
        from type in types
        from mentioned in Mentions.Of(type)
        where ModuleOf(mentioned) is not null && ModuleOf(mentioned) != ModuleOf(type)
        select new Call(type, mentioned);

    /// <summary>Calls between modules that the plan does not know.</summary>
    public static IEnumerable<string> AgainstThePlan(IEnumerable<Call> calls) => calls
        .Where(call => ModuleOf(call.From) is not { } module || !Allowed[module].Contains(ModuleOf(call.To)))
        .Select(call => call.ToString())
        .Distinct();

    /// <summary>Calls that go past a module's front door.</summary>
    public static IEnumerable<string> PastTheDoor(IEnumerable<Call> calls) => calls
        .Where(call => call.To.Namespace!.Count(letter => letter == '.') > 1)
        .Select(call => call.ToString())
        .Distinct();

    /// <summary>One type speaks of another.</summary>
    internal sealed record Call(Type From, Type To)
    {
        public override string ToString() => $"{Mentions.Written(From).FullName} -> {To.FullName ?? To.Name}";
    }
}
