using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Generation;

/// <summary>How long delivered live jobs of a model took, from accepted to finished, over all tenants.</summary>
/// <param name="Jobs">How many were measured.</param>
/// <param name="Median">Half of them were at most this long.</param>
/// <param name="Ninth">Nine of ten were at most this long.</param>
public sealed record MeasuredSpeed(int Jobs, TimeSpan Median, TimeSpan Ninth);

/// <summary>The measured speed of every model that ran often enough in the last 30 days. One query for all of them, kept for minutes.</summary>
public sealed class ReadSpeeds : IDisposable
{
    /// <summary>Days that are looked at.</summary>
    public const int Days = 30;

    /// <summary>Fewer jobs than this say nothing.</summary>
    public const int FewestJobs = 20;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly Kept<Dictionary<string, MeasuredSpeed>> _speeds;

    internal ReadSpeeds(IServiceScopeFactory scopes, TimeProvider clock) =>
        (_scopes, _clock, _speeds) = (scopes, clock, new Kept<Dictionary<string, MeasuredSpeed>>(Life, clock, ReadAsync));

    /// <summary>The speed of a model; null when too few jobs ran.</summary>
    public async ValueTask<MeasuredSpeed?> RunAsync(string entryKey, CancellationToken ct) => (await _speeds.GetAsync(ct)).GetValueOrDefault(entryKey);

    /// <inheritdoc/>
    public void Dispose() => _speeds.Dispose();

    private async Task<Dictionary<string, MeasuredSpeed>> ReadAsync(CancellationToken ct)
    {
        var from = _clock.GetUtcNow().AddDays(-Days);
        var rows = await _scopes.AskAsync("read speeds", db => db.Database.SqlQuery<Row>($"""
            select entry_key as "Key", count(*)::int as "Jobs",
                   percentile_disc(0.5) within group (order by duration_milliseconds) as "Median",
                   percentile_disc(0.9) within group (order by duration_milliseconds) as "Ninth"
            from generation_usage where mode = 'Live' and is_delivered and finished_at >= {from} and tenant_id <> {PlatformWorkspace.Id.Value}
            group by entry_key having count(*) >= {FewestJobs}
            """).ToListAsync(ct));
        return rows.ToDictionary(
            row => row.Key, row => new MeasuredSpeed(row.Jobs, TimeSpan.FromMilliseconds(row.Median), TimeSpan.FromMilliseconds(row.Ninth)), StringComparer.Ordinal);
    }

    private sealed record Row(string Key, int Jobs, long Median, long Ninth);
}
