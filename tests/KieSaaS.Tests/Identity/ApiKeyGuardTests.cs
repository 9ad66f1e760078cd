using System.Security.Cryptography;
using KieSaaS.Data;
using KieSaaS.Identity;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Identity;

/// <summary>Keys of one tenant are made one after the other, so that what is counted before stays true.</summary>
public sealed class ApiKeyGuardTests
{
    private const string KeyKey = "pk_identity_api_keys";

    private static readonly Guard KeysLock = Guard.InStatement(@"pg_advisory_xact_lock\(hashtextextended\(@\w+, 0\)\)", "1");

    [Fact]
    public async Task The_last_of_a_hundred_keys_is_not_made_twice() => Assert.Equal(
        ["identity.too-many-keys, 100 keys", "yes, 101 keys"],
        await Guards.PeelAsync<IdentityHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync();
                await FillAsync(house, tenant, CreateApiKey.MostActive - 1);
                var second = await house.RaceAsync(() => CreateAsync(house, tenant), () => Race.VerdictAsync(() => CreateAsync(house, tenant)));
                return $"{second}, {await CountAsync(house, tenant)} keys";
            },
            KeysLock));

    [Fact]
    public async Task A_form_that_is_sent_twice_at_once_makes_one_key() => Assert.Equal(
        ["identity.key-already-created, 1 keys", $"{KeyKey}, 1 keys", "yes, 2 keys"],
        await Guards.PeelAsync<IdentityHouse, string>(
            async house =>
            {
                var (tenant, id) = (await house.OpenWorkspaceAsync(), Guid.CreateVersion7());
                var second = await house.RaceAsync(() => CreateAsync(house, tenant, id), () => Race.VerdictAsync(() => CreateAsync(house, tenant, id)));
                return $"{second}, {await CountAsync(house, tenant)} keys";
            },
            KeysLock,
            Guard.Constraint("identity_api_keys", KeyKey)));

    private static Task<Result<CreateApiKey.Answer>> CreateAsync(IdentityHouse house, TenantId tenant, Guid? id = null) =>
        house.AsMemberAsync(tenant, (CreateApiKey create) => create.RunAsync(new("Guarded", id), CancellationToken.None));

    private static Task<long> CountAsync(IdentityHouse house, TenantId tenant) =>
        house.ScalarAsync<long>("select count(*) from identity_api_keys where tenant_id = $1", tenant.Value);

    private static Task<int> FillAsync(IdentityHouse house, TenantId tenant, int count) => house.AsMemberAsync(tenant, (AppDbContext db) =>
    {
        for (var i = 0; i < count; i++)
        {
            db.Add(new ApiKey
            {
                Id = Guid.CreateVersion7(),
                TenantId = tenant,
                Mode = Mode.Live,
                Name = "One of many",
                Hash = RandomNumberGenerator.GetBytes(32),
                Prefix = "kie_live_",
                LastFour = "abcd",
                CreatedAt = house.Clock.GetUtcNow(),
                CreatedBy = "test",
            });
        }

        return db.SaveChangesAsync();
    });
}
