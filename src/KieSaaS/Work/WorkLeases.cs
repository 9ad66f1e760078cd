using KieSaaS.Data;
using KieSaaS.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace KieSaaS.Work;

/// <summary>An item that this worker holds until its lease ends.</summary>
internal sealed record LeasedItem(Guid Id, Guid LeaseId, string Kind, string Payload, TenantId? Tenant, Mode Mode, int Attempts);

/// <summary>
/// Takes due items and gives them back, one guarded statement each. Two workers never hold one item: the row is skipped while
/// another takes it, and every answer is guarded by the lease under which it was taken.
/// </summary>
internal sealed class WorkLeases(DatabaseSources sources, TimeProvider clock)
{
    /// <summary>
    /// How long a silent worker keeps an item. Work that takes longer renews its lease while it runs, so that a killed node's
    /// items go on within half a minute, however long they may take.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // Business time decides what is due; the database's own clock, which all nodes share, decides what is abandoned.
    internal const string Take = """
        update work_items set lease_id = $1, lease_until = clock_timestamp() + $2, attempts = attempts + 1
        where id in (
          select id from work_items
          where dead_at is null and due_at <= $3 and kind = any ($4) and (lease_until is null or lease_until < clock_timestamp())
          order by due_at limit $5 for update skip locked)
        returning id, lease_id, kind, payload, tenant_id, mode, attempts
        """;

    internal const string Renew = "update work_items set lease_until = clock_timestamp() + $3 where id = $1 and lease_id = $2";

    internal const string Done = "delete from work_items where id = $1 and lease_id = $2";

    internal const string Again =
        "update work_items set lease_id = null, lease_until = null, attempts = attempts - 1, due_at = $3, last_error = null where id = $1 and lease_id = $2";

    internal const string Failed =
        "update work_items set lease_id = null, lease_until = null, due_at = $3, last_error = $4, dead_at = $5 where id = $1 and lease_id = $2";

    public async Task<IReadOnlyList<LeasedItem>> TakeAsync(IReadOnlyList<string> kinds, int most, CancellationToken ct)
    {
        await using var command = sources.Platform.CreateCommand(Take);
        command.Parameters.AddWithValue(Guid.NewGuid());
        command.Parameters.AddWithValue(Lease);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        command.Parameters.AddWithValue(kinds.ToArray());
        command.Parameters.AddWithValue(most);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var items = new List<LeasedItem>();
        while (await reader.ReadAsync(ct))
        {
            items.Add(new LeasedItem(
                reader.GetGuid(0),
                reader.GetGuid(1),
                reader.GetString(2),
                reader.GetString(3),
                await reader.IsDBNullAsync(4, ct) ? null : new TenantId(reader.GetGuid(4)),
                Enum.Parse<Mode>(reader.GetString(5)),
                reader.GetInt32(6)));
        }

        return items;
    }

    /// <summary>False when the lease has gone to another worker.</summary>
    public Task<bool> RenewAsync(LeasedItem item, CancellationToken ct) => ExecuteAsync(Renew, ct, item.Id, item.LeaseId, Lease);

    public Task<bool> DoneAsync(LeasedItem item, CancellationToken ct) => ExecuteAsync(Done, ct, item.Id, item.LeaseId);

    /// <summary>A planned repeat: it counts as no attempt.</summary>
    public Task<bool> AgainAsync(LeasedItem item, DateTimeOffset at, CancellationToken ct) => ExecuteAsync(Again, ct, item.Id, item.LeaseId, at);

    public Task<bool> FailedAsync(LeasedItem item, string error, DateTimeOffset at, bool isDead, CancellationToken ct) =>
        ExecuteAsync(Failed, ct, item.Id, item.LeaseId, at, error, isDead ? clock.GetUtcNow() : null);

    /// <summary>When the next item falls due, so that a worker need not look before.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<string> kinds, CancellationToken ct)
    {
        await using var command = sources.Platform.CreateCommand(
            "select min(due_at) from work_items where dead_at is null and lease_until is null and kind = any ($1)");
        command.Parameters.AddWithValue(kinds.ToArray());
        return await command.ExecuteScalarAsync(ct) is DateTime due ? new DateTimeOffset(due, TimeSpan.Zero) : null;
    }

    private async Task<bool> ExecuteAsync(string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = sources.Platform.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value is null
                ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz }
                : new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync(ct) == 1;
    }
}
