using Npgsql;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>What every table holds at one moment, table by table as a count and a hash of its rows: what "changes nothing" is held against.</summary>
internal sealed class DatabaseSnapshot
{
    // Written by and by for whoever is let in: when a key was used last.
    private const string WithoutTimesOfUse = "(to_jsonb(t) - 'last_used_at')::text";

    private readonly SortedDictionary<string, string> _facts = new(StringComparer.Ordinal);

    /// <summary>Every table that the platform's login may read, except those that are named; the work of jobs and orders is counted in any case.</summary>
    public static async Task<DatabaseSnapshot> TakeAsync(string connection, IReadOnlyCollection<string> except)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        var snapshot = new DatabaseSnapshot();
        var tables = await TablesAsync(source);
        var questions = tables.Except(except, StringComparer.Ordinal)
            .Select(table => $"select '{table}', concat(count(*), ' rows, ', md5(string_agg(r, '' order by r))) from (select {WithoutTimesOfUse} as r from \"{table}\" t) as rows")
            .Append("select 'work of jobs and orders', count(*)::text from work_items where kind like 'generation.%' or kind = 'billing.fulfil-order'");
        await using var ask = source.CreateCommand(string.Join(" union all ", questions));
        await using var facts = await ask.ExecuteReaderAsync();
        while (await facts.ReadAsync())
        {
            snapshot._facts[facts.GetString(0)] = facts.GetString(1);
        }

        return snapshot;
    }

    /// <summary>What is different now, in words; empty when nothing is.</summary>
    public IReadOnlyList<string> ChangesUntil(DatabaseSnapshot later) =>
        [.. _facts.Where(fact => later._facts[fact.Key] != fact.Value).Select(fact => $"{fact.Key} changed from {fact.Value} to {later._facts[fact.Key]}")];

    private static async Task<List<string>> TablesAsync(NpgsqlDataSource source)
    {
        var tables = new List<string>();
        await using var list = source.CreateCommand(
            "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and has_table_privilege(oid, 'select')");
        await using var rows = await list.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            tables.Add(rows.GetString(0));
        }

        return tables;
    }
}
