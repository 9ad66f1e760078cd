using KieSaaS.Data;
using KieSaaS.Generation;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>Which finished jobs to look at.</summary>
/// <param name="From">The first day (UTC).</param>
/// <param name="To">The last day (UTC), which counts.</param>
public sealed record UsageFilter(DateOnly From, DateOnly To)
{
    /// <summary>The most days that may be asked for at once.</summary>
    public const int MostDays = 366;

    /// <summary>Only of this catalogue entry.</summary>
    public string? EntryKey { get; init; }

    /// <summary>Only of this kind: "Image", "Video", "Audio", "Music".</summary>
    public string? Kind { get; init; }

    /// <summary>Only delivered ones, or only failed ones.</summary>
    public bool? IsDelivered { get; init; }

    /// <summary>Only those that came with this API key.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>The first moment (UTC).</summary>
    public DateTimeOffset Start => new(From, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The first moment after it (UTC).</summary>
    public DateTimeOffset End => new(To.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>How many days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The one place where the filter meets the rows, so that list and export show the same.</summary>
    internal IQueryable<UsageRow> RowsOf(AppDbContext db) => db.Set<UsageRow>().AsNoTracking().Where(usage =>
        usage.FinishedAt >= Start && usage.FinishedAt < End
        && (EntryKey == null || usage.EntryKey == EntryKey)
        && (Kind == null || usage.Kind == Kind)
        && (IsDelivered == null || usage.IsDelivered == IsDelivered)
        && (KeyId == null || usage.KeyId == KeyId));
}
