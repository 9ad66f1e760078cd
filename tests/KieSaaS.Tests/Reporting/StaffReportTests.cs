using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;

namespace KieSaaS.Tests.Reporting;

public sealed class StaffReportTests(StaffHouse house) : IClassFixture<StaffHouse>
{
    [Fact]
    public async Task The_overview_counts_live_credits_and_jobs_and_what_they_leave()
    {
        var before = await OverviewAsync();
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        await house.AddUsageAsync(tenant, "nano-banana", daysAgo: 0, delivered: 3, failed: 1, Credits.Of(30), new KieCredits(20_000_000));
        await house.AddUsageAsync(tenant, "nano-banana", daysAgo: 29, delivered: 5, failed: 0, Credits.Of(50), new KieCredits(50_000_000));
        await house.AddUsageAsync(tenant, "nano-banana", daysAgo: 30, delivered: 9, failed: 9, Credits.Of(900), new KieCredits(1));
        await house.AddUsageAsync(tenant, "nano-banana", daysAgo: 0, delivered: 9, failed: 9, Credits.Of(900), new KieCredits(1), Mode.Test);

        var after = await OverviewAsync();

        Assert.Equal(1, after.Tenants - before.Tenants);
        Assert.Equal(Credits.Of(100), after.Credits.Balance - before.Credits.Balance);
        Assert.Equal((3, 1, Credits.Of(30)), (after.Today.Jobs.Delivered, after.Today.Jobs.Failed, after.Today.Jobs.Spent));
        Assert.Equal(0.25m, after.Today.Jobs.FailedShare);
        Assert.Equal((new Money(30, Currency.Usd), new Money(10, Currency.Usd)), (after.Today.Margin.Revenue, after.Today.Margin.Cost));
        Assert.Equal((8, 1, Credits.Of(80)), (after.Month.Jobs.Delivered, after.Month.Jobs.Failed, after.Month.Jobs.Spent));
        Assert.Equal(1 - (35m / 80m), after.Month.Margin.Share);
        var byEntry = await house.AsStaffAsync((ReadSales read) => read.ByEntryAsync(DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime).AddDays(-29), CancellationToken.None));
        Assert.Equal(9, byEntry["nano-banana"].Jobs);
        await house.ExecuteAsync("update generation_usage_days set delivered = 0, failed = 0, cost = 0, kie_micro_credits = 0");
    }

    [Fact]
    public async Task Tenants_are_found_by_name_state_and_identity()
    {
        var (first, second) = (await house.OpenWorkspaceAsync(Credits.Of(4)), await house.OpenWorkspaceAsync());
        await house.ExecuteAsync($"update identity_tenants set name = 'North 100% Studio', status = 'NewWorkStopped' where tenant_id = '{first}'");

        Assert.Equal([first], await FindAsync(new("100% stud")));
        Assert.Equal([second], await FindAsync(new(second.ToString().ToUpperInvariant())));
        Assert.Contains(first, await FindAsync(new(Status: TenantStatus.NewWorkStopped)));
        Assert.DoesNotContain(second, await FindAsync(new(Status: TenantStatus.NewWorkStopped)));
        Assert.Empty(await FindAsync(new("' or true --")));
        var line = await house.AsStaffAsync((ListTenants list) => list.FindAsync(first, CancellationToken.None));
        Assert.Equal((Credits.Of(4), Credits.Zero, 0), (line!.Live.Balance, line.Test.Balance, line.Month.Jobs));
        Assert.Null(await house.AsStaffAsync((ListTenants list) => list.FindAsync(TenantId.New(), CancellationToken.None)));
    }

    [Fact]
    public async Task Tenants_are_paged_by_key_without_losing_or_repeating_one()
    {
        for (var i = 0; i < 60; i++)
        {
            await house.OpenWorkspaceAsync();
        }

        var seen = new List<TenantId>();
        Guid? before = null;
        do
        {
            var page = await house.AsStaffAsync((ListTenants list) => list.RunAsync(new(Before: before), CancellationToken.None));
            seen.AddRange(page.Tenants.Select(line => line.Tenant.TenantId));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(await house.ScalarAsync<long>("select count(*) from identity_tenants"), seen.Count);
    }

    [Fact]
    public async Task Attempts_that_nobody_knows_of_are_listed_and_others_are_not()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(20));
        var (lost, fine) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await house.ExecuteAsync($"""
            insert into generation_jobs (id, tenant_id, mode, entry_key, model, kind, input, price, book_number, price_basis, state, progress, created_at)
            select id, '{tenant}', 'Live', 'nano-banana', 'm', 'Image', '{"{}"}', 4000000, 1, '{"{}"}', 'Failed', 0, now() from unnest(array['{lost}', '{fine}']::uuid[]) id;
            insert into billing_holds (job_id, tenant_id, mode, amount, state, captured, opened_at)
            select id, '{tenant}', 'Live', 4000000, 'Released', 0, now() from unnest(array['{lost}', '{fine}']::uuid[]) id;
            insert into generation_attempts (id, job_id, tenant_id, mode, number, provider, callback_token, state, started_at, polls, error) values
            (gen_random_uuid(), '{lost}', '{tenant}', 'Live', 1, 'kie', '{lost}', 'Lost', now(), 0, 'The answer was cut off'),
            (gen_random_uuid(), '{fine}', '{tenant}', 'Live', 1, 'kie', '{fine}', 'Failed', now(), 0, null)
            """);

        var page = await house.AsStaffAsync((ListLostAttempts list) => list.RunAsync(null, CancellationToken.None));

        var line = Assert.Single(page.Attempts, attempt => attempt.Tenant == tenant);
        Assert.Equal((lost, Credits.Of(4), true, "The answer was cut off"), (line.JobId, line.Price, line.IsGivenUp, line.Error));
    }

    [Fact]
    public async Task On_the_application_s_login_a_member_sees_only_the_own_workspace_and_no_queue()
    {
        var (own, other) = (await house.OpenWorkspaceAsync(Credits.Of(3)), await house.OpenWorkspaceAsync(Credits.Of(9)));

        var seen = await house.AsMemberAsync(own, (KieSaaS.Billing.ListWallets list) => list.RunAsync([own, other], CancellationToken.None));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            house.AsMemberAsync(own, (KieSaaS.Work.ListDeadWork list) => list.RunAsync(null, CancellationToken.None)));

        Assert.All(seen, wallet => Assert.Equal(own, wallet.Tenant));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task Members_and_keys_of_one_workspace_are_listed_and_no_other_s()
    {
        var (own, other) = (await house.OpenWorkspaceAsync(), await house.OpenWorkspaceAsync());
        await JoinAsync(own, "ada@north.example");
        await JoinAsync(other, "bob@south.example");

        var access = await house.AsStaffAsync((ListTenantAccess list) => list.RunAsync(own, CancellationToken.None));

        Assert.Equal([("ada@north.example", Role.Developer)], access.Members.Select(member => (member.Email, member.Role)));
        Assert.Equal([("kie_live_ab", "wxyz")], access.Keys.Select(key => (key.Prefix, key.LastFour)));
    }

    private async Task JoinAsync(TenantId tenant, string email)
    {
        var user = new User { Id = Guid.CreateVersion7(), UserName = email, NormalizedUserName = email.ToUpperInvariant(), Email = email, NormalizedEmail = email.ToUpperInvariant() };
        await house.AsPlatformAsync(async (AppDbContext db) =>
        {
            db.Add(user);
            db.Add(new Member { TenantId = tenant, UserId = user.Id, Role = Role.Developer, JoinedAt = house.Clock.GetUtcNow() });
            return await db.SaveChangesAsync();
        });
        await house.AsMemberAsync(tenant, async (AppDbContext db) =>
        {
            db.Add(new ApiKey
            {
                Id = Guid.CreateVersion7(),
                TenantId = tenant,
                Mode = Mode.Live,
                Name = "bot",
                Hash = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32),
                Prefix = "kie_live_ab",
                LastFour = "wxyz",
                CreatedAt = house.Clock.GetUtcNow(),
                CreatedBy = email,
            });
            return await db.SaveChangesAsync();
        });
    }

    private Task<ReadOverview.Answer> OverviewAsync() => house.AsStaffAsync((ReadOverview read) => read.RunAsync(CancellationToken.None));

    private async Task<IEnumerable<TenantId>> FindAsync(ListTenants.Question question) =>
        (await house.AsStaffAsync((ListTenants list) => list.RunAsync(question, CancellationToken.None))).Tenants.Select(line => line.Tenant.TenantId);
}
