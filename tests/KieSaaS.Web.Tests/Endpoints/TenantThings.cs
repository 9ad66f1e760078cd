using System.Globalization;
using KieSaaS.Billing;
using KieSaaS.Files;
using KieSaaS.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>One of everything a workspace can own that an address can name.</summary>
/// <param name="Workspace">Whose.</param>
/// <param name="Job">A job, as programs know it.</param>
/// <param name="Order">An order.</param>
/// <param name="Intent">What the order was asked for with.</param>
/// <param name="Link">A signed link to a stored file, as a path.</param>
/// <param name="LedgerLine">The number of a ledger line.</param>
/// <param name="Month">A month with a statement.</param>
internal sealed record TenantThings(PortalHost.Workspace Workspace, string Job, Guid Order, Guid Intent, string Link, long LedgerLine, string Month)
{
    /// <summary>What must stand in no other tenant's answer.</summary>
    public IEnumerable<string> Names =>
        [Job, Guid.Parse(Job).ToString(), Order.ToString(), Intent.ToString(), Workspace.KeyId.ToString(), Workspace.Tenant.ToString(), Workspace.Email];

    public static async Task<TenantThings> MakeAsync(PortalHost portal)
    {
        var workspace = await portal.OpenAsync("first", Credits.Of(1000));
        var (job, intent) = (await portal.CreateJobAsync(workspace), Guid.NewGuid());

        // The payment provider is not there: the order is made, and its page is not.
        await portal.AsOwnerAsync(workspace.Tenant, (BuyCredits buy) => buy.RunAsync(new("studio", intent, workspace.Email, "en"), CancellationToken.None));
        var order = await portal.QueryAsync<Guid>("select id from billing_orders where intent_id = $1", intent);
        var now = portal.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        for (var more = 0; more < 2; more++)
        {
            Assert.True((await portal.AsPlatformAsync((GrantCredits grant) =>
                grant.RunAsync(new(workspace.Tenant, "5", "A gift", Guid.NewGuid()), CancellationToken.None))).Succeeded);
        }

        var line = await portal.QueryAsync<long>("select max(number) from billing_ledger_transactions where tenant_id = $1", workspace.Tenant.Value);
        return new(workspace, job, order, intent, await StoreAsync(portal, workspace.Tenant, Guid.Parse(job), now), line, now.ToString("yyyy-MM", CultureInfo.InvariantCulture));
    }

    private static async Task<string> StoreAsync(PortalHost portal, TenantId tenant, Guid job, DateTimeOffset now)
    {
        var path = ResultPath.For(tenant, "Image", job, 0, now, "png");
        using var content = new MemoryStream([1, 2, 3]);
        await portal.Services.GetRequiredService<IFileStore>().SaveAsync(path, content, "image/png", CancellationToken.None);
        return portal.Services.GetRequiredService<SignedLinks>().Sign(tenant, path, life: TimeSpan.FromDays(90));
    }
}
