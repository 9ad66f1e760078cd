using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tests.Reporting;

namespace KieSaaS.Tests.Audit;

public sealed class ListAuditTests(StaffHouse house) : IClassFixture<StaffHouse>
{
    [Fact]
    public async Task Filters_by_tenant_action_and_actor_and_takes_wildcards_literally()
    {
        var tenant = await house.OpenWorkspaceAsync();
        await WriteAsync("alpha.done", tenant);
        await WriteAsync("beta_done", null);

        Assert.Equal(["alpha.done"], await ActionsAsync(new(tenant)));
        Assert.Equal(["alpha.done"], await ActionsAsync(new(Action: "ALPHA")));
        Assert.Equal(["beta_done"], await ActionsAsync(new(Action: "a_d")));
        Assert.Empty(await ActionsAsync(new(Action: "%!")));
        Assert.Empty(await ActionsAsync(new(Actor: "nobody at all")));
        Assert.Equal(["beta_done", "alpha.done"], await ActionsAsync(new(Actor: "test")));
    }

    [Fact]
    public async Task Pages_by_key_without_losing_or_repeating_an_entry()
    {
        for (var i = 0; i < 120; i++)
        {
            await WriteAsync("paged", null);
        }

        var seen = new List<Guid>();
        Guid? before = null;
        do
        {
            var page = await house.AsStaffAsync((ListAudit list) => list.RunAsync(new(Action: "paged", Before: before), CancellationToken.None));
            seen.AddRange(page.Entries.Select(entry => entry.Id));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(120, seen.Count);
        Assert.Equal(120, seen.Distinct().Count());
    }

    private Task WriteAsync(string action, TenantId? tenant) => house.AsPlatformAsync(async (AppDbContext db) =>
    {
        db.Audit(house.Clock.GetUtcNow(), action, "subject", new { fact = 1 }, tenant);
        return await db.SaveChangesAsync();
    });

    private async Task<IEnumerable<string>> ActionsAsync(ListAudit.Question question) =>
        (await house.AsStaffAsync((ListAudit list) => list.RunAsync(question, CancellationToken.None))).Entries
        .Select(entry => entry.Action).Where(action => action != "paged");
}
