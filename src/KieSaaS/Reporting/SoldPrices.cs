using System.Runtime.CompilerServices;
using KieSaaS.Data;
using KieSaaS.Tenancy;
using Npgsql;

namespace KieSaaS.Reporting;

/// <summary>Equal sales to one tenant, counted.</summary>
/// <param name="Tenant">To whom.</param>
/// <param name="EntryKey">Which model.</param>
/// <param name="RowId">Its price row.</param>
/// <param name="Quantity">Units in each job.</param>
/// <param name="UnitCost">What one cost upstream by the book, in millionths of a Kie credit.</param>
/// <param name="Surcharges">What was added to each, as the usage log keeps it.</param>
/// <param name="Jobs">How many.</param>
/// <param name="Charged">What they were charged together, in micro-credits.</param>
/// <param name="KnownCost">What the provider charged for those it told us, in millionths of a Kie credit.</param>
/// <param name="JobsWithoutCost">Those it told nothing about.</param>
internal readonly record struct SoldPrice(
    Guid Tenant, string EntryKey, string RowId, long Quantity, long UnitCost, string? Surcharges, long Jobs, long Charged, long KnownCost, long JobsWithoutCost);

/// <summary>What was delivered to tenants in live mode, equal sales together. Adding up a million rows is the database's work; it sends a few thousand.</summary>
internal static class SoldPrices
{
    private const string Sql = """
        select tenant_id, entry_key, row_id, quantity, unit_kie_micro_credits, surcharges, count(*), sum(cost)::bigint,
               sum(kie_micro_credits)::bigint, count(*) filter (where kie_micro_credits = 0)
        from generation_usage
        where mode = 'Live' and is_delivered and finished_at >= $1 and tenant_id <> $2
        group by tenant_id, entry_key, row_id, quantity, unit_kie_micro_credits, surcharges
        """;

    public static async IAsyncEnumerable<SoldPrice> ReadAsync(DatabaseSources sources, DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = sources.Platform.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = since });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = PlatformWorkspace.Id.Value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return new SoldPrice(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetInt64(3),
                reader.GetInt64(4),
                await reader.IsDBNullAsync(5, ct) ? null : reader.GetString(5),
                reader.GetInt64(6),
                reader.GetInt64(7),
                reader.GetInt64(8),
                reader.GetInt64(9));
        }
    }
}
