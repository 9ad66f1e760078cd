using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Npgsql;

namespace KieSaaS.Generation;

/// <summary>
/// Whose prices rise with a book: tenants that used a model in live mode in the last 30 days and pay more for it then. For staff and
/// for the notices: asked on the platform's login.
/// </summary>
public sealed class FindPriceRises(Catalogue catalogue, DatabaseSources sources, TimeProvider clock)
{
    /// <summary>How far back it looks.</summary>
    public const int Days = 30;

    private const string Used = """
        select distinct tenant_id, entry_key from generation_usage_days
        where mode = 'Live' and day >= $1 and (entry_key = any ($2) or tenant_id = any ($3)) and tenant_id <> $4
        order by tenant_id, entry_key
        """;

    /// <summary>Tenants with the models that rise for them, in the order of the tenants' identities; empty when nothing rises for anybody.</summary>
    public Task<IReadOnlyList<(TenantId Tenant, IReadOnlyList<PriceRise> Rises)>> RunAsync(PriceBook former, PriceBook next, DateTimeOffset effectiveAt, CancellationToken ct) =>
        RunAsync(new PricedBook(former, catalogue.Current), new PricedBook(next, catalogue.Current), effectiveAt, ct);

    /// <summary>The same where definitions change with the book.</summary>
    public async Task<IReadOnlyList<(TenantId Tenant, IReadOnlyList<PriceRise> Rises)>> RunAsync(PricedBook former, PricedBook next, DateTimeOffset effectiveAt, CancellationToken ct)
    {
        var day = DateOnly.FromDateTime(effectiveAt.UtcDateTime);
        var forAll = PriceRise.Of(former, next, buyer: null);
        var special = former.Book.Markups.Tenants.Keys.Concat(next.Book.Markups.Tenants.Keys).Select(scope => scope.Tenant).Distinct()
            .ToDictionary(tenant => tenant, tenant => PriceRise.Of(former, next, new Buyer(tenant, day)));
        if (forAll.Count == 0 && special.Values.All(rises => rises.Count == 0))
        {
            return [];
        }

        var found = new List<(TenantId, IReadOnlyList<PriceRise>)>();
        var usage = await UsedAsync([.. forAll.Keys], [.. special.Keys.Select(tenant => tenant.Value)], ct);
        foreach (var models in usage.GroupBy(use => use.Tenant, use => use.EntryKey))
        {
            var own = special.GetValueOrDefault(models.Key, forAll);
            if (models.Where(own.ContainsKey).Select(key => own[key]).ToList() is { Count: > 0 } rises)
            {
                found.Add((models.Key, rises));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<(TenantId Tenant, string EntryKey)>> UsedAsync(string[] entries, Guid[] tenants, CancellationToken ct)
    {
        await using var command = sources.Platform.CreateCommand(Used);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-Days) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = entries });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = tenants });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = PlatformWorkspace.Id.Value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var used = new List<(TenantId, string)>();
        while (await reader.ReadAsync(ct))
        {
            used.Add((new TenantId(reader.GetGuid(0)), reader.GetString(1)));
        }

        return used;
    }
}
