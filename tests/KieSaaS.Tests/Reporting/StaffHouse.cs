using KieSaaS.Audit;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Reporting;
using KieSaaS.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KieSaaS.Tests.Reporting;

/// <summary>A house with everything that staff look at, first prices published, and one kind of work that fails.</summary>
public class StaffHouse : TestHouse
{
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connections.Platform);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Enqueues work that fails once and is dead, and lets it die.</summary>
    public async Task<Guid> DeadWorkAsync()
    {
        var id = await AsPlatformAsync(async (AppDbContext db) =>
        {
            var item = db.Enqueue(new FailingWork(), Clock.GetUtcNow());
            await db.SaveChangesAsync();
            return item.Id;
        });
        await RunDueWorkAsync();
        return id;
    }

    /// <summary>A day's totals of one model, as finished jobs leave them.</summary>
    public Task AddUsageAsync(TenantId tenant, string entryKey, int daysAgo, int delivered, int failed, Credits spent, KieCredits cost, Mode mode = Mode.Live) => AsPlatformAsync(async (AppDbContext db) =>
    {
        db.Add(new UsageDay
        {
            TenantId = tenant,
            Mode = mode,
            Day = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(-daysAgo),
            EntryKey = entryKey,
            Delivered = delivered,
            Failed = failed,
            Cost = spent,
            KieMicroCredits = cost.Micros,
        });
        return await db.SaveChangesAsync();
    });

    protected override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddCatalog();
        services.AddGeneration();
        services.AddAudit();
        services.AddReporting();
        services.AddScoped<ListTenantAccess>();
        services.AddWork<FailingWork, FailingWork.Handler>(maxAttempts: 1);
    }

    protected override async Task StartAsync(IServiceProvider services) => await AsPlatformAsync(async (PublishFirstPrices publish) =>
    {
        await publish.RunAsync(CancellationToken.None);
        return true;
    });
}

/// <summary>Work that fails until it is told not to.</summary>
internal sealed record FailingWork : IWork
{
    public static string Kind => "test.failing";

    public static bool IsRepaired { get; set; }

    internal sealed class Handler : IWorkHandler<FailingWork>
    {
        public Task<WorkOutcome> RunAsync(FailingWork work, CancellationToken ct) =>
            IsRepaired ? Task.FromResult(WorkOutcome.Done) : throw new InvalidOperationException("The other side is on fire.");
    }
}
