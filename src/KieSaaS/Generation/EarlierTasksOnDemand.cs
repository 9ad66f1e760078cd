using KieSaaS.Catalog;
using KieSaaS.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Generation;

/// <summary>Nearly all requests name no earlier task: what looks one up, and with it a database context, is made for those that do.</summary>
internal sealed class EarlierTasksOnDemand(IServiceProvider scope) : IEarlierTasks
{
    /// <inheritdoc/>
    public Task<Result<MeasuredSource>> FindAsync(CatalogueEntry entry, ValidatedInput input, CancellationToken ct) =>
        scope.GetRequiredService<EarlierTasks>().FindAsync(entry, input, ct);
}
