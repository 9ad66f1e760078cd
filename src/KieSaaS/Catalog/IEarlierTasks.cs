using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// Finds the earlier task that an input continues. Jobs are kept above the catalogue, so the question is asked here and answered there;
/// it is asked for entries with a <see cref="Continuation"/> alone.
/// </summary>
public interface IEarlierTasks
{
    /// <summary>
    /// What the task tells of the price, when the scope's tenant may continue it. Refused with the parameter's name when it is unknown, of
    /// another tenant or mode (in the same words), has not delivered, or is of a kind that the entry cannot continue.
    /// </summary>
    /// <param name="entry">The model, which has a continuation.</param>
    /// <param name="input">An input of it that names a task.</param>
    /// <param name="ct">Stops it.</param>
    Task<Result<MeasuredSource>> FindAsync(CatalogueEntry entry, ValidatedInput input, CancellationToken ct);
}

/// <summary>Where nothing runs jobs, there is no earlier task.</summary>
internal sealed class NoEarlierTasks : IEarlierTasks
{
    public Task<Result<MeasuredSource>> FindAsync(CatalogueEntry entry, ValidatedInput input, CancellationToken ct) =>
        Task.FromResult<Result<MeasuredSource>>(OfferRefusal.NoEarlierTasks(entry.Continues!.Field));
}
