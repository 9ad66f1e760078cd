using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Tenancy;

namespace KieSaaS.Tests.Architecture;

public sealed class ModuleTests
{
    private static readonly ModulePlan.Call[] Business =
        [.. ModulePlan.CallsFrom(Assemblies.Business.GetTypes().Where(type => ModulePlan.ModuleOf(type) is not null))];

    private static readonly ModulePlan.Call[] Web = [.. ModulePlan.CallsFrom(Assemblies.Web.GetTypes())];

    [Fact]
    public void Modules_call_only_the_modules_the_plan_allows() => Assert.Equal([], ModulePlan.AgainstThePlan(Business));

    [Fact]
    public void Modules_come_in_by_the_front_door() => Assert.Equal([], ModulePlan.PastTheDoor(Business));

    [Fact]
    public void The_portal_comes_in_by_the_front_door_and_so_sees_no_provider_and_no_secret_of_one() => Assert.Equal([], ModulePlan.PastTheDoor(Web));

    [Fact]
    public void The_plan_names_every_module_and_no_other() => Assert.Equal(
        ModulePlan.Allowed.Keys.Order(StringComparer.Ordinal),
        Assemblies.Business.GetTypes().Select(ModulePlan.ModuleOf).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_plan_has_no_circle()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);

        foreach (var (module, allowed) in ModulePlan.Allowed)
        {
            Assert.Equal([], allowed.Except(known, StringComparer.Ordinal).Select(later => $"{module} -> {later}"));
            known.Add(module);
        }
    }

    [Fact]
    public void Documents_and_the_sandbox_know_nothing_of_ours_and_nothing_knows_the_portal()
    {
        Assert.Equal([], OursIn(Assemblies.Pdf));
        Assert.Equal([], OursIn(Assemblies.Sandbox));
        Assert.Equal(["KieSaaS.Pdf"], OursIn(Assemblies.Business));
        Assert.Equal(["KieSaaS"], OursIn(Assemblies.Web).Order(StringComparer.Ordinal));

        static IEnumerable<string> OursIn(System.Reflection.Assembly assembly) => assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("KieSaaS", StringComparison.Ordinal));
    }

    [Fact]
    public void The_test_sees_what_is_there()
    {
        Assert.Contains(Business, call => Mentions.Written(call.From) == typeof(BuyCredits) && call.To == typeof(Actor));
        Assert.Contains(Business, call => Mentions.Written(call.From) == typeof(StartGeneration) && call.To == typeof(Quote));
        Assert.Contains(Web, call => Mentions.Written(call.From).Name == "BillingController" && call.To == typeof(BuyCredits));
    }

    [Fact]
    public void A_planted_violation_is_found()
    {
        var planted = ModulePlan.CallsFrom([typeof(Planted), .. typeof(Planted).GetNestedTypes(System.Reflection.BindingFlags.NonPublic)]).ToList();

        Assert.Contains(planted, call => call.To == typeof(KieSaaS.Billing.Ledger.Wallet));
        Assert.Contains(ModulePlan.PastTheDoor(planted), line => line.EndsWith("Billing.Ledger.Wallet", StringComparison.Ordinal));
        Assert.NotEmpty(ModulePlan.AgainstThePlan([new ModulePlan.Call(typeof(Actor), typeof(BuyCredits))]));
        Assert.NotEmpty(ModulePlan.AgainstThePlan([new ModulePlan.Call(typeof(BuyCredits), typeof(StartGeneration))]));
        Assert.Equal([], ModulePlan.AgainstThePlan([new ModulePlan.Call(typeof(StartGeneration), typeof(BuyCredits))]));
    }

    // Hidden as well as code can hide it: a private type, in a lambda, inside a type argument.
    private sealed class Planted
    {
        public static Func<int> Hidden => () => Array.Empty<List<KieSaaS.Billing.Ledger.Wallet>>().Length;
    }
}
