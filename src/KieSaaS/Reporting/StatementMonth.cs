using System.Globalization;

namespace KieSaaS.Reporting;

/// <summary>A calendar month in UTC: what a statement is about.</summary>
public readonly record struct StatementMonth
{
    private const string Format = "yyyy-MM";

    private StatementMonth(DateTimeOffset start) => Start = start;

    /// <summary>Its first moment (UTC).</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The first moment after it (UTC).</summary>
    public DateTimeOffset End => Start.AddMonths(1);

    /// <summary>28 to 31.</summary>
    public int Days => DateTime.DaysInMonth(Start.Year, Start.Month);

    /// <summary>The month before.</summary>
    public StatementMonth Previous => new(Start.AddMonths(-1));

    /// <summary>The month that a moment lies in.</summary>
    public static StatementMonth Of(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return new StatementMonth(new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>Reads "2026-03" and nothing else.</summary>
    public static bool TryParse(string? text, out StatementMonth month)
    {
        month = default;
        if (!DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) || start.Year == DateTime.MaxValue.Year)
        {
            return false;
        }

        month = new StatementMonth(new DateTimeOffset(start, TimeSpan.Zero));
        return true;
    }

    /// <summary>"2026-03", as in addresses.</summary>
    public override string ToString() => Start.ToString(Format, CultureInfo.InvariantCulture);
}
