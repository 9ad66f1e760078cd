using System.Globalization;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Identity;
using KieSaaS.Kernel;

namespace KieSaaS.Reporting;

/// <summary>A finished job in the usage log.</summary>
/// <param name="JobId">Which job.</param>
/// <param name="FinishedAt">When it ended (UTC).</param>
/// <param name="EntryKey">The catalogue entry's key.</param>
/// <param name="Kind">"Image", "Video", "Audio" or "Music".</param>
/// <param name="IsDelivered">False when it failed.</param>
/// <param name="DurationMilliseconds">From accepted to finished.</param>
/// <param name="Cost">What it was charged; zero when it failed.</param>
/// <param name="BookNumber">The price book it was priced with.</param>
/// <param name="KeyName">The API key it came with, by the name people gave it; null from the Studio.</param>
public sealed record UsageLine(
    Guid JobId,
    DateTimeOffset FinishedAt,
    string EntryKey,
    string Kind,
    bool IsDelivered,
    long DurationMilliseconds,
    Credits Cost,
    int BookNumber,
    string? KeyName)
{
    /// <summary>Where the next page begins after this line.</summary>
    public UsageCursor Cursor => new(FinishedAt, JobId);

    internal static IQueryable<UsageLine> Of(AppDbContext db, IQueryable<UsageRow> rows) => rows
        .OrderByDescending(usage => usage.FinishedAt).ThenByDescending(usage => usage.JobId)
        .Select(usage => new UsageLine(
            usage.JobId,
            usage.FinishedAt,
            usage.EntryKey,
            usage.Kind,
            usage.IsDelivered,
            usage.DurationMilliseconds,
            usage.Cost,
            usage.BookNumber,
            db.Set<ApiKey>().Where(key => key.Id == usage.KeyId).Select(key => key.Name).FirstOrDefault()));
}

/// <summary>A place in the usage log, which is ordered by time and job.</summary>
public readonly record struct UsageCursor(DateTimeOffset FinishedAt, Guid JobId)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is refused.</summary>
    public static bool TryParse(string? text, out UsageCursor cursor)
    {
        cursor = default;
        if (text?.Split('-') is not [var ticksText, var idText]
            || !long.TryParse(ticksText, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(idText, "n", out var id))
        {
            return false;
        }

        cursor = new UsageCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }

    /// <summary>The text for an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FinishedAt.UtcTicks}-{JobId:n}");
}
