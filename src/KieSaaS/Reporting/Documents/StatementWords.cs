using System.Globalization;
using System.Resources;
using KieSaaS.Billing;
using KieSaaS.Kernel;

namespace KieSaaS.Reporting.Documents;

/// <summary>
/// The words and figures of one statement, in its own language whatever the reader's is. All its amounts have the same number of decimals:
/// as many as the most exact of them needs, from one to six.
/// </summary>
internal sealed class StatementWords
{
    private static readonly ResourceManager Texts = new("KieSaaS.Reporting.Documents.StatementTexts", typeof(StatementWords).Assembly);

    private readonly CultureInfo _culture;
    private readonly string _plain, _signed;

    public StatementWords(Statement statement)
    {
        _culture = CultureInfo.GetCultureInfo(statement.Language);
        Language = _culture.Name;
        var decimals = DecimalsOf(statement);
        _plain = "#,##0." + new string('0', decimals);
        _signed = $"+{_plain};-{_plain};{_plain}";
    }

    /// <summary>The language's tag, for readers and screen readers.</summary>
    public string Language { get; }

    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public string this[string key] => Texts.GetString(key, _culture) ?? throw new InvalidOperationException($"StatementTexts has no '{key}'.");

    public string Format(string key, params object?[] values) => string.Format(_culture, this[key], values);

    public string Amount(Credits credits) => credits.ToDecimal().ToString(_plain, _culture);

    /// <summary>With its sign, as a change.</summary>
    public string Change(Credits credits) => credits.ToDecimal().ToString(_signed, _culture);

    /// <summary>A round number on an axis.</summary>
    public string Tick(Credits credits) => credits.ToDecimal().ToString("#,##0.######", _culture);

    public string Count(long count) => count.ToString("N0", _culture);

    public string Percent(decimal? share) => share is { } known ? known.ToString("P1", _culture) : this["none"];

    public string Seconds(TimeSpan? duration) => duration is { } known
        ? Format("seconds", ((decimal)known.Ticks / TimeSpan.TicksPerSecond).ToString("N1", _culture))
        : this["none"];

    public string Month(StatementMonth month) => month.Start.UtcDateTime.ToString("MMMM yyyy", _culture);

    public string Period(StatementMonth month) =>
        Format("period", month.Start.UtcDateTime.ToString("d MMM yyyy", _culture), month.End.AddDays(-1).UtcDateTime.ToString("d MMM yyyy", _culture));

    /// <summary>To the minute in UTC, the same in every language and in order when it is sorted.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string Reason(LedgerAccount account) => this[$"reason.{account}"];

    public string Kind(LedgerKind kind) => this[$"kind.{kind}"];

    private static int DecimalsOf(Statement statement)
    {
        IEnumerable<Credits> shown =
        [
            statement.Opening,
            statement.Closing,
            .. statement.Movements.Select(movement => movement.Amount),
            .. statement.Models.Select(model => model.Spent),
            .. statement.Lines.SelectMany(line => new[] { line.Change, line.BalanceAfter }),
        ];
        return shown.Max(credits => DecimalsOf(credits.Micros));
    }

    private static int DecimalsOf(long micros)
    {
        var decimals = 6;
        for (var rest = micros; decimals > 1 && rest % 10 == 0; rest /= 10)
        {
            decimals--;
        }

        return decimals;
    }
}
