using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Generation;

/// <summary>
/// What a tenant or an API key uses of its limits. The row exists before anything is counted, because a lock on a missing row
/// locks nothing, and a count of other rows would see the moment before its lock.
/// </summary>
internal sealed class Counter : IModeOwned
{
    /// <summary>The tenant's or the key's identity.</summary>
    public required Guid ScopeId { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>Jobs accepted and not finished.</summary>
    public int Running { get; set; }

    /// <summary>Most jobs at the same time; null without limit.</summary>
    public int? MaxRunning { get; set; }

    /// <summary>The day that <see cref="SpentToday"/> counts (UTC).</summary>
    public DateOnly Day { get; set; }

    /// <summary>Credits of jobs accepted on that day.</summary>
    public Credits SpentToday { get; set; }

    /// <summary>Most credits a day; null without limit.</summary>
    public Credits? MaxSpentToday { get; set; }
}

internal sealed class CounterConfiguration : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> counter)
    {
        counter.ToTable("generation_counters", table => table.HasCheckConstraint("generation_counters_running_not_negative", "running >= 0"));
        counter.HasKey(c => new { c.ScopeId, c.Mode });
        counter.HasStorageParameter("fillfactor", 50);
    }
}

/// <summary>Gives a new tenant its counters, and each new key.</summary>
internal sealed class OpenCounters(AppDbContext db, Microsoft.Extensions.Options.IOptions<GenerationOptions> options) : IOnWorkspaceOpened, IOnApiKeyCreated
{
    public Task PrepareAsync(Tenant tenant, CancellationToken ct)
    {
        foreach (var mode in Enum.GetValues<Mode>())
        {
            db.Add(new Counter { ScopeId = tenant.TenantId.Value, TenantId = tenant.TenantId, Mode = mode, MaxRunning = options.Value.MaxRunningPerTenant });
        }

        return db.SaveChangesAsync(ct);
    }

    public Task PrepareAsync(TenantId tenant, Mode mode, Guid keyId, CancellationToken ct)
    {
        db.Add(new Counter { ScopeId = keyId, TenantId = tenant, Mode = mode });
        return db.SaveChangesAsync(ct);
    }
}
