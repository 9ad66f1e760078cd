using KieSaaS.Data;
using KieSaaS.Identity;
using KieSaaS.Identity.Keys;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Tests.Identity;

public sealed class ApiKeyTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task A_key_is_its_tenant_s_in_its_mode_and_only_its_hash_is_stored()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var key = (await CreateAsync(tenant, " Render farm ", Mode.Test)).Value!;

        var identity = (await AuthenticateAsync(key.Secret)).Value!;

        Assert.Equal((key.Id, tenant, Mode.Test, "Render farm"), (identity.KeyId, identity.Tenant, identity.Mode, identity.Name));
        var row = await house.ScalarAsync<string>("select row_to_json(k)::text from identity_api_keys k where id = $1", key.Id);
        Assert.DoesNotContain(key.Secret[9..41], row, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Secret[9..41], await house.ScalarAsync<string>("select string_agg(facts, '') from audit_entries"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_question_is_answered_from_memory_and_a_mistyped_key_never_asks()
    {
        var key = (await CreateAsync(await house.OpenWorkspaceAsync(), "Cached")).Value!;
        var before = await QueriesAsync();

        await AuthenticateAsync(key.Secret);
        await AuthenticateAsync(key.Secret);
        Assert.Equal(before + 1, await QueriesAsync());

        var last = key.Secret[^1] == 'a' ? 'b' : 'a';
        Assert.Equal("identity.key-unknown", (await AuthenticateAsync(key.Secret[..^1] + last)).Refusal!.Code);
        Assert.Equal(before + 1, await QueriesAsync());

        var invented = ApiKeyFormat.Make(Mode.Live);
        await AuthenticateAsync(invented);
        Assert.Equal("identity.key-unknown", (await AuthenticateAsync(invented)).Refusal!.Code);
        Assert.Equal(before + 2, await QueriesAsync());
    }

    [Fact]
    public async Task A_revoked_key_is_refused_as_soon_as_the_signal_is_there_and_revoking_again_changes_nothing()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var key = (await CreateAsync(tenant, "Leaked")).Value!;
        Assert.True((await AuthenticateAsync(key.Secret)).Succeeded);

        var first = (await RevokeAsync(tenant, key.Id)).Value!;
        await UntilAsync(async () => !(await AuthenticateAsync(key.Secret)).Succeeded);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = (await RevokeAsync(tenant, key.Id)).Value!;

        Assert.Equal(first.RevokedAt, second.RevokedAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from audit_entries where action = 'api-key.revoked' and subject = $1", $"key {key.Id}"));
    }

    [Fact]
    public async Task A_suspended_tenant_s_key_is_refused_as_soon_as_the_signal_is_there()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var key = (await CreateAsync(tenant, "Suspended")).Value!;
        Assert.True((await AuthenticateAsync(key.Secret)).Succeeded);

        await house.InTransactionAsync(async services =>
        {
            var db = (AppDbContext)services.GetService(typeof(AppDbContext))!;
            await db.Database.ExecuteSqlAsync($"update identity_tenants set status = 'Suspended' where tenant_id = {tenant.Value}");
            await Signals.SendAsync(db, AuthenticateApiKey.TenantsTopic, tenant.ToString(), CancellationToken.None);
        });

        await UntilAsync(async () => (await AuthenticateAsync(key.Secret)).Refusal?.Code == "identity.tenant-suspended");
    }

    [Fact]
    public async Task Another_tenant_s_key_is_answered_like_an_unknown_one()
    {
        var (first, second) = (await house.OpenWorkspaceAsync(), await house.OpenWorkspaceAsync());
        var key = (await CreateAsync(first, "Mine")).Value!;

        var (foreign, unknown) = (await RevokeAsync(second, key.Id), await RevokeAsync(second, Guid.NewGuid()));

        Assert.Equal(unknown.Refusal, foreign.Refusal);
        Assert.True((await AuthenticateAsync(key.Secret)).Succeeded);
        Assert.Empty((await ListAsync(second)).Value!);
    }

    [Fact]
    public async Task A_key_of_the_other_mode_is_not_in_the_list_and_not_revoked()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var key = (await CreateAsync(tenant, "Live one")).Value!;

        Assert.Equal("identity.key-not-found", (await house.AsMemberAsync(tenant, (RevokeApiKey revoke) => revoke.RunAsync(key.Id, CancellationToken.None), mode: Mode.Test)).Refusal!.Code);
        Assert.Equal([key.Id], (await ListAsync(tenant)).Value!.Select(item => item.Id));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_key()
    {
        var (tenant, id) = (await house.OpenWorkspaceAsync(), Guid.CreateVersion7());

        Assert.True((await CreateAsync(tenant, "Once", id: id)).Succeeded);
        Assert.Equal("identity.key-already-created", (await CreateAsync(tenant, "Once", id: id)).Refusal!.Code);
    }

    [Fact]
    public async Task What_a_form_calls_itself_is_its_tenants_own_business()
    {
        var id = Guid.CreateVersion7();

        Assert.True((await CreateAsync(await house.OpenWorkspaceAsync(), "First", id: id)).Succeeded);
        Assert.True((await CreateAsync(await house.OpenWorkspaceAsync(), "Second", id: id)).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("line\nbreak")]
    [InlineData("a name that is longer than the sixty characters that fit on it")]
    public async Task A_wrong_name_is_refused(string name) =>
        Assert.Equal("name", (await CreateAsync(await house.OpenWorkspaceAsync(), name)).Refusal!.Field);

    [Theory]
    [InlineData(Role.Billing)]
    [InlineData(Role.Viewer)]
    public async Task A_role_without_keys_makes_revokes_and_lists_none(Role role)
    {
        var tenant = await house.OpenWorkspaceAsync();
        var key = (await CreateAsync(tenant, "Theirs")).Value!;

        Assert.Equal("identity.may-not-manage-keys", (await CreateAsync(tenant, "Mine", role: role)).Refusal!.Code);
        Assert.Equal("identity.may-not-manage-keys", (await house.AsMemberAsync(tenant, (RevokeApiKey revoke) => revoke.RunAsync(key.Id, CancellationToken.None), role)).Refusal!.Code);
        Assert.Equal("identity.may-not-manage-keys", (await house.AsMemberAsync(tenant, (ListApiKeys list) => list.RunAsync(CancellationToken.None), role)).Refusal!.Code);
    }

    [Fact]
    public async Task When_a_key_was_used_is_written_later_and_in_one_statement()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var key = (await CreateAsync(tenant, "Used")).Value!;
        await AuthenticateAsync(key.Secret);
        await AuthenticateAsync(key.Secret);

        Assert.Null((await ListAsync(tenant)).Value!.Single().LastUsedAt);
        await house.AsPlatformAsync((KeyUses uses) => uses.WriteAsync(CancellationToken.None));
        Assert.NotNull((await ListAsync(tenant)).Value!.Single().LastUsedAt);
        Assert.Equal(0, await house.AsPlatformAsync((KeyUses uses) => uses.WriteAsync(CancellationToken.None)));
    }

    private Task<Result<CreateApiKey.Answer>> CreateAsync(TenantId tenant, string name, Mode mode = Mode.Live, Guid? id = null, Role role = Role.Owner) =>
        house.AsMemberAsync(tenant, (CreateApiKey create) => create.RunAsync(new(name, id), CancellationToken.None), role, mode);

    private Task<Result<RevokeApiKey.Answer>> RevokeAsync(TenantId tenant, Guid id) =>
        house.AsMemberAsync(tenant, (RevokeApiKey revoke) => revoke.RunAsync(id, CancellationToken.None));

    private Task<Result<IReadOnlyList<ListApiKeys.Item>>> ListAsync(TenantId tenant) =>
        house.AsMemberAsync(tenant, (ListApiKeys list) => list.RunAsync(CancellationToken.None));

    private Task<Result<ApiKeyIdentity>> AuthenticateAsync(string secret) =>
        house.AsPlatformAsync((AuthenticateApiKey authenticate) => authenticate.RunAsync(secret, CancellationToken.None).AsTask());

    private Task<long> QueriesAsync() => house.AsPlatformAsync((AuthenticateApiKey authenticate) => Task.FromResult(authenticate.Queries));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        while (!await isSo())
        {
            await Task.Delay(10, deadline.Token);
        }
    }
}
