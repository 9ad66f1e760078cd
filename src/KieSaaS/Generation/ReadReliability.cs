using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Generation;

/// <summary>How many live jobs of a model ended without a result in ten minutes, over all tenants.</summary>
/// <param name="Start">The first moment (UTC).</param>
/// <param name="End">The first moment after it (UTC).</param>
/// <param name="ErrorRate">0 to 1; null when no job ended then.</param>
public sealed record ReliabilityPoint(DateTimeOffset Start, DateTimeOffset End, decimal? ErrorRate)
{
    private const decimal Unusual = 0.2m;

    /// <summary>False when more than a fifth failed.</summary>
    public bool IsNormal => ErrorRate is null or <= Unusual;
}

/// <summary>How reliably each model delivered in the last 24 hours, in steps of ten minutes. At most a minute old.</summary>
public sealed class ReadReliability : IDisposable
{
    /// <summary>Points of an answer: 24 hours.</summary>
    public const int Points = 144;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10), Life = TimeSpan.FromMinutes(1);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly Kept<Table> _table;

    internal ReadReliability(IServiceScopeFactory scopes, TimeProvider clock) =>
        (_scopes, _clock, _table) = (scopes, clock, new Kept<Table>(Life, clock, ReadAsync));

    /// <summary>The points of a model, the oldest first; the last one ends with the present ten minutes.</summary>
    public async ValueTask<IReadOnlyList<ReliabilityPoint>> RunAsync(string entryKey, CancellationToken ct)
    {
        var table = await _table.GetAsync(ct);
        var own = table.Rows[entryKey].ToDictionary(row => row.Bucket);
        return
        [
            .. Enumerable.Range(0, Points).Select(index =>
            {
                var start = table.From + (Step * index);
                return new ReliabilityPoint(start, start + Step, own.TryGetValue(index, out var row) ? (decimal)row.Failed / row.Jobs : null);
            }),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private async Task<Table> ReadAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var from = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Step.Ticks), TimeSpan.Zero) + Step - (Step * Points);
        var rows = await _scopes.AskAsync("read reliability", db => db.Database.SqlQuery<Row>($"""
            select entry_key as "Key", floor(extract(epoch from finished_at - {from}) / {(int)Step.TotalSeconds})::int as "Bucket",
                   count(*)::int as "Jobs", (count(*) filter (where not is_delivered))::int as "Failed"
            from generation_usage where mode = 'Live' and finished_at >= {from} and tenant_id <> {PlatformWorkspace.Id.Value} group by 1, 2
            """).ToListAsync(ct));
        return new Table(from, rows.ToLookup(row => row.Key, StringComparer.Ordinal));
    }

    private sealed record Row(string Key, int Bucket, int Jobs, int Failed);

    private sealed record Table(DateTimeOffset From, ILookup<string, Row> Rows);
}
