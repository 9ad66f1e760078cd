using System.Globalization;
using System.Resources;
using KieSaaS.Billing;
using KieSaaS.Kernel;
using KieSaaS.Reporting;
using KieSaaS.Reporting.Documents;
using KieSaaS.Tests.Pdf;

namespace KieSaaS.Tests.Reporting;

/// <summary>What others read in the PDF is what the ledger says.</summary>
public sealed class StatementDocumentTests(ReportingHouse house) : IClassFixture<ReportingHouse>
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en"), Russian = CultureInfo.GetCultureInfo("ru");

    [Theory]
    [InlineData("en", "Statement for March 2026", "Opening balance", "Closing balance", "Page 1 of 2", "Page 2 of 2")]
    [InlineData("ru", "Выписка за март 2026", "На начало", "На конец", "Страница 1 из 2", "Страница 2 из 2")]
    public async Task Every_figure_can_be_read_in_it(string language, params string[] words)
    {
        var tenant = await BusyMonth.LiveAsync(house, "Студия 映像 & Co", language);
        var statement = await house.ReadAsync(tenant, "2026-03");

        var pdf = await house.PrintAsync(tenant, "2026-03");
        Save(pdf, language);

        var text = Plain(Poppler.Text(pdf));
        Assert.All(words.Append("Студия 映像 & Co").Append(tenant.ToString()), word => Assert.Contains(word, text, StringComparison.Ordinal));
        var culture = language == "ru" ? Russian : English;
        Assert.All(FiguresOf(statement, culture), figure => Assert.Contains(Plain(figure), text, StringComparison.Ordinal));
        Assert.All(statement.Lines, line => Assert.Contains(
            Poppler.Text(pdf).Split('\n').Select(Plain),
            row => row.Contains(LineOf(line, culture), StringComparison.Ordinal)));
        Poppler.AssertSound(pdf);
        Assert.Equal(2, Poppler.PageTexts(pdf).Length);
    }

    [Fact]
    public async Task The_ledgers_header_stands_on_both_pages()
    {
        var tenant = await BusyMonth.LiveAsync(house);

        var pages = Poppler.PageTexts(await house.PrintAsync(tenant, "2026-03"));

        Assert.All(pages, page => Assert.Contains("Time (UTC)", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whole_credits_have_one_decimal_and_a_running_month_says_so()
    {
        var tenant = await house.OpenAsync(new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero));
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(1_000), "Pack");

        var text = Plain(Poppler.Text(await house.PrintAsync(tenant, "2026-05")));

        Assert.Contains("+1,000.0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1,000.00", text, StringComparison.Ordinal);
        Assert.Contains("The month is still running: figures as of 2026-05-04 08:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains("Present balance 1,000.0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_of_the_test_mode_says_so_and_is_named_so()
    {
        var tenant = await house.OpenAsync(new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero));

        var printed = await house.AsMemberAsync(
            tenant, (PrintStatement print) => print.RunAsync(ReportingHouse.Month("2026-05"), CancellationToken.None), mode: Mode.Test);

        Assert.Equal("statement-2026-05-test.pdf", printed.Value?.Name);
        var text = Poppler.Text(printed.Value!.Content);
        Assert.Contains("Test mode: test credits", text, StringComparison.Ordinal);
        Assert.Contains("Nothing moved in this month.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_have_every_word()
    {
        var texts = new ResourceManager("KieSaaS.Reporting.Documents.StatementTexts", typeof(StatementDocument).Assembly);
        string[] Keys(CultureInfo culture) =>
            [.. texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal)];

        Assert.Equal(Keys(CultureInfo.InvariantCulture), Keys(Russian));
        Assert.All(Enum.GetNames<LedgerKind>(), kind => Assert.Contains($"kind.{kind}", Keys(Russian)));
        Assert.All(Enum.GetNames<LedgerAccount>().Where(account => account != nameof(LedgerAccount.Balance)), account => Assert.Contains($"reason.{account}", Keys(Russian)));
    }

    private static IEnumerable<string> FiguresOf(Statement statement, CultureInfo culture)
    {
        yield return Exact(statement.Opening, culture);
        yield return Exact(statement.Closing, culture);
        yield return Exact(statement.Spent, culture);
        yield return statement.SuccessRate!.Value.ToString("P1", culture);
        foreach (var amount in statement.Movements.Select(movement => movement.Amount).Concat(statement.Models.Select(model => model.Spent)))
        {
            yield return Exact(amount, culture);
        }
    }

    private static string LineOf(SumLedger.Line line, CultureInfo culture) => Plain(string.Join(
        ' ', line.Note, (line.Change.IsPositive ? "+" : "") + Exact(line.Change, culture), Exact(line.BalanceAfter, culture)));

    // The price of a picture has six decimals, so every amount has.
    private static string Exact(Credits credits, CultureInfo culture) => credits.ToDecimal().ToString("#,##0.000000", culture);

    // Columns are blanks, and a thousands separator may be one that does not break.
    private static string Plain(string text) =>
        string.Join(' ', text.Split([' ', '\u00a0', '\u202f'], StringSplitOptions.RemoveEmptyEntries));

    private static void Save(byte[] pdf, string language)
    {
        if (Environment.GetEnvironmentVariable("KIESAAS_KEEP_PDF") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"statement-{language}.pdf"), pdf);
        }
    }
}
