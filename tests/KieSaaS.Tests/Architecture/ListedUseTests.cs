using System.Reflection;
using KieSaaS.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Tests.Architecture;

/// <summary>What opens a wall is used in few places, each with a reason. A new user has to write its own here.</summary>
public sealed class ListedUseTests
{
    private static readonly Dictionary<string, string> AcrossTenants = new(StringComparer.Ordinal)
    {
        ["KieSaaS.Billing.CreditLedger"] = "settles a job's hold, known by its job alone",
        ["KieSaaS.Billing.GrantCredits"] = "staff name the workspace in their question",
        ["KieSaaS.Billing.Ledger.Movement"] = "posts for the tenant of the movement, whoever the platform acts for",
        ["KieSaaS.Billing.ListWallets"] = "staff's list of workspaces",
        ["KieSaaS.Billing.Purchases.FulfilOrderHandler"] = "the payment provider names an order, not a tenant",
        ["KieSaaS.Billing.Purchases.OrderLock"] = "the payment provider names an order, not a tenant",
        ["KieSaaS.Billing.Purchases.ReconcileOrdersHandler"] = "one look at everybody's open orders",
        ["KieSaaS.Catalog.EditDraft"] = "staff name the workspace of a markup of its own",
        ["KieSaaS.Catalog.Sources.SweepSourcesHandler"] = "one look at everybody's files whose time is over",
        ["KieSaaS.Generation.Bench.OpenPlatformWorkspace"] = "the platform's own workspace",
        ["KieSaaS.Generation.Bench.RunBenchTestHandler"] = "a test's job is known by its identity alone",
        ["KieSaaS.Generation.ListLostAttempts"] = "staff's list of lost attempts",
        ["KieSaaS.Generation.Notices.TellPrices"] = "one price book, and everybody whose prices rise with it",
        ["KieSaaS.Generation.ReadBenchRun"] = "the jobs of a run, whoever of the staff looks",
        ["KieSaaS.Generation.ReceiveCallback"] = "the token of a callback says whose it is",
        ["KieSaaS.Identity.AuthenticateApiKey"] = "the key says whose request it is",
        ["KieSaaS.Identity.FindContacts"] = "whom to write to about many workspaces at once",
        ["KieSaaS.Identity.FindMemberships"] = "a person's workspaces are looked up before one is chosen",
        ["KieSaaS.Identity.ListTenantAccess"] = "staff's page of one workspace",
        ["KieSaaS.Reporting.ListTenants"] = "staff's list of workspaces",
        ["KieSaaS.Reporting.PreviewDraft"] = "staff's view of what a draft does to all workspaces",
        ["KieSaaS.Reporting.ReadOverview"] = "staff's figures of all workspaces",
    };

    private static readonly Dictionary<string, string> WritesPastTheGuard = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> HttpClients = new(StringComparer.Ordinal)
    {
        ["KieSaaS.Billing.Stripe.StripeRegistration"] = "the payment provider, at the address in the settings",
        ["KieSaaS.Catalog.Sync.UpstreamClient"] = "the generation provider's models and prices, at the address in the settings",
        ["KieSaaS.Generation.Kie.KieHttp"] = "the generation provider, at the address in the settings",
        ["KieSaaS.Net.GuardedHttp"] = "every address that a tenant or a provider's answer gives",
        ["KieSaaS.Web.Hosting.DevelopmentClock"] = "the sandbox of this installation",
        ["KieSaaS.Web.Hosting.SandboxProcess"] = "the sandbox of this installation",
        ["KieSaaS.Web.Hosting.SandboxSetup"] = "the sandbox of this installation",
    };

    [Fact]
    public void Reads_across_tenants_are_listed_with_a_reason() => Assert.Equal(
        Sorted(AcrossTenants), Users(member => member.Name == nameof(TenantQueries.AcrossTenants) && member.DeclaringType == typeof(TenantQueries)));

    [Fact]
    public void Bulk_writes_past_the_guard_are_listed_with_a_reason() => Assert.Equal(
        Sorted(WritesPastTheGuard), Users(member => IsExecute(member.Name) && member.DeclaringType?.Assembly.GetName().Name?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true));

    [Fact]
    public void Nobody_asks_for_the_query_filters_to_be_ignored_but_the_reader_that_is_counted() => Assert.Equal(
        [typeof(TenantQueries).FullName!], Users(member => member.Name == nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters)));

    [Fact]
    public void Connections_to_the_outside_are_made_in_few_places() => Assert.Equal(Sorted(HttpClients), Users(MakesConnection));

    [Fact]
    public void A_component_never_touches_the_sign_in_of_the_framework() => Assert.Equal(
        [],
        Assemblies.Web.GetTypes()
            .Where(type => Mentions.Written(type).IsAssignableTo(typeof(IComponent)))
            .Where(type => Mentions.Of(type).Any(mentioned => mentioned.Name.StartsWith("SignInManager", StringComparison.Ordinal)))
            .Select(type => type.FullName));

    [Fact]
    public void The_test_sees_all_four()
    {
        var members = Mentions.MembersOf(typeof(Planted)).ToList();

        Assert.Contains(members, member => IsExecute(member.Name));
        Assert.Contains(members, member => member.Name == nameof(TenantQueries.AcrossTenants));
        Assert.Contains(members, member => member.Name == nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters));
        Assert.Contains(members, MakesConnection);
    }

    private static IEnumerable<string> Users(Func<MemberInfo, bool> isWanted) =>
        Mentions.UsersOf(Assemblies.Business, isWanted).Concat(Mentions.UsersOf(Assemblies.Web, isWanted)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sorted(Dictionary<string, string> list) => list.Keys.Order(StringComparer.Ordinal);

    private static bool IsExecute(string name) => name.StartsWith("ExecuteUpdate", StringComparison.Ordinal) || name.StartsWith("ExecuteDelete", StringComparison.Ordinal);

    private static bool MakesConnection(MemberInfo member) =>
        (member is ConstructorInfo made && made.DeclaringType!.IsAssignableTo(typeof(HttpMessageInvoker)))
        || (member is ConstructorInfo handler && handler.DeclaringType!.IsAssignableTo(typeof(HttpMessageHandler)))
        || member.Name is "AddHttpClient" or "CreateClient";

    private static class Planted
    {
        public static async Task RunAsync(AppDbContext db) => await db.Set<KieSaaS.Tenancy.Member>().AcrossTenants().ExecuteDeleteAsync();

        public static int Count(AppDbContext db) => db.Set<KieSaaS.Tenancy.Member>().AcrossTenants().IgnoreQueryFilters().ExecuteDelete();

        public static HttpClient Make() => new();
    }
}
