using KieSaaS.Kernel;
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
        var items = await leases.TakeAsync(catalogue.Kinds, most, ct);
        await Task.WhenAll(items.Select(item => RunAsync(item, ct)));
        return items.Count;
    }

    /// <summary>Runs one leased item to its outcome; never throws for the item's own failure.</summary>
    public async Task RunAsync(LeasedItem item, CancellationToken ct)
    {
        var kind = catalogue[item.Kind];
        using var held = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var renewal = new Renewal(leases, item, held);
        try
        {
            await using var scope = ScopeFor(item.Kind, item.Tenant, item.Mode);
            var outcome = await kind.RunAsync(scope.ServiceProvider, item.Payload, held.Token);
            _ = outcome.Again is { } again ? await leases.AgainAsync(item, again, ct) : await leases.DoneAsync(item, ct);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // Shutting down, or the lease has gone to another worker: somebody begins again.
        }
        catch (Exception e)
        {
            var isDead = item.Attempts >= kind.MaxAttempts;
            Failed(e, item.Kind, item.Id, item.Attempts, isDead);
            await leases.FailedAsync(item, e.Message, clock.GetUtcNow() + BackOff(item.Attempts), isDead, ct);
        }
    }

    /// <summary>Lets the item's handler clean up behind what staff discard. What this version has no handler for goes as it is.</summary>
    public async Task GiveUpAsync(WorkItem item, CancellationToken ct)
    {
        if (catalogue.Find(item.Kind) is { } kind)
        {
            await using var scope = ScopeFor(item.Kind, item.TenantId, item.Mode);
            await kind.GiveUpAsync(scope.ServiceProvider, item.Payload, ct);
        }
    }

    private AsyncServiceScope ScopeFor(string kind, TenantId? tenant, Mode mode)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform($"work {kind}", tenant, mode);
        return scope;
    }

    private static TimeSpan BackOff(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestBackOff.Ticks, FirstBackOff.Ticks << Math.Min(attempts - 1, 20)));

    [LoggerMessage(LogLevel.Error, "Work {Kind} {Id} failed, attempt {Attempt}, dead: {IsDead}")]
    private partial void Failed(Exception e, string kind, Guid id, int attempt, bool isDead);

    /// <summary>Renews an item's lease while it runs, and stops the run when the lease is lost.</summary>
    private sealed class Renewal : IAsyncDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private readonly Task _loop;

        public Renewal(WorkLeases leases, LeasedItem item, CancellationTokenSource run) => _loop = LoopAsync(leases, item, run);

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _loop;
            _over.Dispose();
        }

        private async Task LoopAsync(WorkLeases leases, LeasedItem item, CancellationTokenSource run)
        {
            using var timer = new PeriodicTimer(WorkLeases.Lease / 3);
            try
            {
                while (await timer.WaitForNextTickAsync(_over.Token))
                {
                    if (!await leases.RenewAsync(item, _over.Token))
                    {
                        await run.CancelAsync();
                        return;
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or Npgsql.NpgsqlException or TimeoutException or IOException)
            {
                // Over, or the database is away: then the lease runs out by itself and the outcome's guard decides.
            }
        }
    }
}
