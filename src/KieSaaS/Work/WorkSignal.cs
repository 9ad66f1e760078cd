using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KieSaaS.Work;

/// <summary>Wakes the workers of all nodes when a context saves new work: with the commit when there is a transaction, else right after it.</summary>
internal sealed class WorkSignal : SaveChangesInterceptor
{
    private bool _hasWork;

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        _hasWork = eventData.Context!.ChangeTracker.Entries<WorkItem>().Any(item => item.State == EntityState.Added);
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (_hasWork)
        {
            _hasWork = false;
            await Signals.SendAsync((AppDbContext)eventData.Context!, WorkQueue.Topic, "", cancellationToken);
        }

        return result;
    }
}
