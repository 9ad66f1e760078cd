using System.Globalization;
using KieSaaS.Catalog;
using KieSaaS.Reporting;
using Microsoft.AspNetCore.WebUtilities;

namespace KieSaaS.Web.Reporting;

/// <summary>The filters of the usage log as they stand in an address; nothing set means the last 30 days.</summary>
public sealed record UsageQuery(string? From, string? To, string? Model, string? Kind, string? Outcome, string? Key)
{
    /// <summary>Where the log is, and where its export is.</summary>
    public const string Page = "/app/usage", File = "/app/usage.csv";

    /// <summary>What the outcome can be.</summary>
    public const string Delivered = "delivered", Failed = "failed";

    private const int DefaultDays = 30;
    private const string Day = "yyyy-MM-dd";

    /// <summary>What is wrong with one field: its name in the address and the text that says the cure.</summary>
    public sealed record Fault(string Field, string TextKey);

    /// <summary>True when any field is set.</summary>
    public bool IsFiltered => Array.Exists([From, To, Model, Kind, Outcome, Key], value => !string.IsNullOrEmpty(value));

    /// <summary>The filter, or every fault and no filter.</summary>
    public (UsageFilter? Filter, IReadOnlyList<Fault> Faults) Read(DateTimeOffset now)
    {
        var faults = new List<Fault>();
        var to = DayOf("to", To, faults) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var from = DayOf("from", From, faults) ?? (to.DayNumber >= DefaultDays ? to.AddDays(1 - DefaultDays) : DateOnly.MinValue);
        var filter = new UsageFilter(from, to)
        {
            EntryKey = Chosen(Model),
            Kind = OneOf("kind", Kind, Enum.GetNames<MediaKind>(), faults),
            IsDelivered = OneOf("outcome", Outcome, [Delivered, Failed], faults) is { } outcome ? outcome == Delivered : null,
            KeyId = KeyOf(faults),
        };
        if (faults.Count == 0 && (from > to || filter.Days > UsageFilter.MostDays))
        {
            faults.Add(new Fault("to", from > to ? "usage.fault.order" : "usage.fault.span"));
        }

        return faults.Count == 0 ? (filter, faults) : (null, faults);
    }

    /// <summary>An address that keeps these filters.</summary>
    public string At(string path, UsageCursor? after = null)
    {
        (string Name, string? Value)[] fields =
            [("from", From), ("to", To), ("model", Model), ("kind", Kind), ("outcome", Outcome), ("key", Key), ("after", after?.ToString())];
        return QueryHelpers.AddQueryString(path, fields.Where(field => !string.IsNullOrEmpty(field.Value))
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));
    }

    /// <summary>A day as addresses and date fields write it.</summary>
    public static string TextOf(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    private static string? Chosen(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static DateOnly? DayOf(string field, string? text, List<Fault> faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // The day after the last one must exist, because a period ends before it.
        if (DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            return day;
        }

        faults.Add(new Fault(field, "usage.fault.day"));
        return null;
    }

    private static string? OneOf(string field, string? value, string[] known, List<Fault> faults)
    {
        if (Chosen(value) is not { } chosen || known.Contains(chosen))
        {
            return Chosen(value);
        }

        faults.Add(new Fault(field, "usage.fault.choice"));
        return null;
    }

    private Guid? KeyOf(List<Fault> faults)
    {
        if (Chosen(Key) is not { } text)
        {
            return null;
        }

        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        faults.Add(new Fault("key", "usage.fault.choice"));
        return null;
    }
}
