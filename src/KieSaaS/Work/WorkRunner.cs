using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KieSaaS.Work;

/// <summary>Runs leased items, each in a scope of its own as the platform acting for the item's tenant, and says what became of them.</summary>
internal sealed partial class WorkRunner(
    IServiceScopeFactory scopes, WorkCatalogue catalogue, WorkLeases leases, TimeProvider clock, ILogger<WorkRunner> log)
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1), LongestBackOff = TimeSpan.FromMinutes(10);

    /// <summary>Takes what is due, up to a number, and runs it side by side. Returns how many items were taken.</summary>
    public async Task<int> RunDueAsync(int most, CancellationToken ct)
    {
        var taken = 0;
        foreach (var group in catalogue.Kinds.GroupBy(kind => catalogue[kind].Lease))
        {
            var items = await leases.TakeAsync([.. group], group.Key, most, ct);
            taken += items.Count;
            await Task.WhenAll(items.Select(item => RunAsync(item, ct)));
        }

        return taken;
    }

    /// <summary>Runs one leased item to its outcome; never throws for the item's own failure.</summary>
    public async Task RunAsync(LeasedItem item, CancellationToken ct)
    {
        var kind = catalogue[item.Kind];
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform($"work {item.Kind}", item.Tenant, item.Mode);
            var outcome = await kind.RunAsync(scope.ServiceProvider, item.Payload, ct);
            _ = outcome.Again is { } again ? await leases.AgainAsync(item, again, ct) : await leases.DoneAsync(item, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Shutting down: the lease ends by itself and another worker begins again.
        }
        catch (Exception e)
        {
            var isDead = item.Attempts >= kind.MaxAttempts;
            Failed(e, item.Kind, item.Id, item.Attempts, isDead);
            await leases.FailedAsync(item, e.Message, clock.GetUtcNow() + BackOff(item.Attempts), isDead, ct);
        }
    }

    private static TimeSpan BackOff(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestBackOff.Ticks, FirstBackOff.Ticks << Math.Min(attempts - 1, 20)));

    [LoggerMessage(LogLevel.Error, "Work {Kind} {Id} failed, attempt {Attempt}, dead: {IsDead}")]
    private partial void Failed(Exception e, string kind, Guid id, int attempt, bool isDead);
}
