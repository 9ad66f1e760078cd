using System.Globalization;
using KieSaaS.Kernel;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Shell.Text;

/// <summary>Amounts and times as people read them, in the culture of the request. Never parse what these return.</summary>
public static class Show
{
    private const char NoBreakSpace = '\u00a0';

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>Credits with one decimal; an amount too small for that says so ("&lt; 0.1") and is not shown as nothing.</summary>
    public static string Credits(Credits credits)
    {
        var shown = Math.Round(credits.ToDecimal(), 1, MidpointRounding.AwayFromZero);
        return shown == 0 && credits.Micros != 0
            ? (credits.IsNegative ? "> " : "< ").Replace(' ', NoBreakSpace) + (credits.IsNegative ? -0.1m : 0.1m).ToString("N1", Culture)
            : shown.ToString("N1", Culture);
    }

    /// <summary>Credits to the last micro-credit, without trailing zeros beyond the first decimal.</summary>
    public static string ExactCredits(Credits credits) => credits.ToDecimal().ToString("#,##0.0#####", Culture);

    /// <summary>The amount in the currency's own decimals with its code, held together by a no-break space: "1,250.00 USD".</summary>
    public static string Money(Money money) =>
        money.ToDecimal().ToString("N" + money.Currency.Exponent.ToString(CultureInfo.InvariantCulture), Culture) + NoBreakSpace + money.Currency;

    /// <summary>Date and time with seconds and the zone's offset: "21 Nov 2026, 08:19:46 (UTC+03:00)".</summary>
    public static string ExactTime(DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        var offset = local.Offset == TimeSpan.Zero ? "UTC" : "UTC" + local.ToString("zzz", CultureInfo.InvariantCulture);
        return local.ToString("d MMM yyyy, HH:mm:ss", Culture) + $" ({offset})";
    }

    /// <summary>A guessed duration: the text under <c>key.seconds</c>, from 90 seconds on the one under <c>key.minutes</c>, in whole units.</summary>
    public static string RoughTime(TimeSpan duration, IStringLocalizer texts, string key) => duration.TotalSeconds < 90
        ? texts.Count(key + ".seconds", (int)duration.TotalSeconds)
        : texts.Count(key + ".minutes", (int)Math.Round(duration.TotalMinutes, MidpointRounding.AwayFromZero));

    /// <summary>How long ago or how soon: "just now", "5 minutes ago", "in 2 hours"; beyond a week the date.</summary>
    public static string RelativeTime(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone, IStringLocalizer texts)
    {
        var distance = (now - time).Duration();
        var direction = time > now ? "time.in" : "time.ago";
        return distance switch
        {
            { TotalSeconds: < 45 } => texts["time.now"],
            { TotalMinutes: < 59.5 } => texts.Count(direction + ".minutes", Math.Max(1, (int)Math.Round(distance.TotalMinutes))),
            { TotalHours: < 23.5 } => texts.Count(direction + ".hours", (int)Math.Round(distance.TotalHours)),
            { TotalDays: < 7 } => texts.Count(direction + ".days", Math.Max(1, (int)Math.Round(distance.TotalDays))),
            _ => TimeZoneInfo.ConvertTime(time, zone).ToString("d MMM yyyy", Culture),
        };
    }
}
