using System.Globalization;
using System.Text;
using KieSaaS.Kernel;
using KieSaaS.Reporting;

namespace KieSaaS.Tests.Reporting;

/// <summary>The usage log: pages, totals and export speak about the same jobs.</summary>
public sealed class UsageTests(ReportingHouse house) : IClassFixture<ReportingHouse>
{
    private static readonly UsageFilter March = new(new(2026, 3, 1), new(2026, 3, 31));

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_and_without_a_double()
    {
        var tenant = await BusyMonth.LiveAsync(house);
        var (seen, pages) = (new List<UsageLine>(), 0);
        UsageCursor? after = null;
        do
        {
            var page = await PageAsync(tenant, March, after);
            seen.AddRange(page.Lines);
            Assert.True(page.Next is null || (UsageCursor.TryParse(page.Next.ToString(), out var same) && same == page.Next));
            (after, pages) = (page.Next, pages + 1);
        }
        while (after is not null);

        Assert.Equal(2, pages);
        Assert.Equal(BusyMonth.Jobs, seen.Select(line => line.JobId).Distinct().Count());
        Assert.Equal(BusyMonth.Jobs, seen.Count);
        Assert.Equal(seen.OrderByDescending(line => line.FinishedAt).Select(line => line.JobId), seen.Select(line => line.JobId));
    }

    [Fact]
    public async Task Totals_are_the_same_from_the_rollup_and_from_the_rows()
    {
        var tenant = await BusyMonth.LiveAsync(house);
        foreach (var filter in new[] { March, March with { EntryKey = "veo-3-1" }, March with { IsDelivered = true }, March with { IsDelivered = false } })
        {
            var rollup = await house.AsMemberAsync(tenant, (UsageTotals totals) => totals.FromRollupAsync(filter, CancellationToken.None));
            var rows = await house.AsMemberAsync(tenant, (UsageTotals totals) => totals.FromRowsAsync(filter, CancellationToken.None));

            Assert.NotEmpty(rows);
            Assert.Equal(rows.Values.OrderBy(day => day.Day), rollup.Values.Where(day => day.Jobs > 0).OrderBy(day => day.Day));
        }
    }

    [Fact]
    public async Task Every_filter_narrows_lines_and_totals_alike()
    {
        var tenant = await BusyMonth.LiveAsync(house);
        var key = await house.AddKeyAsync(tenant, "Bot");
        house.MoveTo(new(2026, 4, 10, 0, 0, 0, TimeSpan.Zero));
        await house.RunJobAsync(tenant, "nano-banana", Credits.Of(1), TimeSpan.FromSeconds(3), key: key);
        var both = March with { To = new(2026, 4, 30) };

        foreach (var (filter, jobs) in new[]
        {
            (both with { KeyId = key }, 1),
            (both with { Kind = "Video" }, 10),
            (both with { EntryKey = "veo-3-1" }, 10),
            (both with { IsDelivered = false }, BusyMonth.Failed),
            (both with { From = new(2026, 4, 1) }, 2),
        })
        {
            var page = await PageAsync(tenant, filter);

            Assert.Equal((jobs, jobs), (page.Lines.Count, page.Jobs));
            Assert.Equal(page.Lines.Aggregate(Credits.Zero, (sum, line) => sum + line.Cost), page.Cost);
            Assert.Equal(filter.Days, page.Days.Count);
        }

        Assert.Equal("Bot", (await PageAsync(tenant, both with { KeyId = key })).Lines.Single().KeyName);
    }

    [Fact]
    public async Task The_export_has_exactly_what_is_filtered_in_the_same_order()
    {
        var tenant = await BusyMonth.LiveAsync(house);
        var filter = March with { Kind = "Video" };

        var rows = (await ExportAsync(tenant, filter)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        var page = await PageAsync(tenant, filter);
        Assert.Equal("finished_at,job_id,model,kind,outcome,duration_ms,credits,price_book,api_key", rows[0]);
        Assert.Equal(page.Lines.Select(line => line.JobId.ToString("n")), rows.Skip(1).Select(row => row.Split(',')[1]));
        Assert.All(rows.Skip(1), row => Assert.Matches(@"^2026-03-\d\dT\d\d:\d\d:\d\d\.\d{6}Z,[0-9a-f]{32},veo-3-1,Video,(delivered,\d+,12\.5|failed,\d+,0\.0),1,$", row));
    }

    [Fact]
    public async Task The_export_is_the_same_whatever_the_readers_language()
    {
        var tenant = await BusyMonth.LiveAsync(house);
        var expected = await ExportAsync(tenant, March);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");
            Assert.Equal(expected, await ExportAsync(tenant, March));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_key_named_like_a_formula_is_exported_as_text()
    {
        var tenant = await BusyMonth.LiveAsync(house);
        var key = await house.AddKeyAsync(tenant, "=HYPERLINK(\"https://evil.example\",1)");
        await house.RunJobAsync(tenant, "nano-banana", Credits.Of(1), TimeSpan.FromSeconds(3), key: key);

        var csv = await ExportAsync(tenant, March with { To = new(2026, 4, 30), KeyId = key });

        Assert.EndsWith(",\"'=HYPERLINK(\"\"https://evil.example\"\",1)\"\r\n", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM", "'@SUM")]
    [InlineData("\tx", "'\tx")]
    public void A_field_is_quoted_where_needed_and_never_a_formula(string? text, string field) => Assert.Equal(field, CsvField.Of(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("x-0")]
    [InlineData("9999999999999999999-00000000000000000000000000000000")]
    [InlineData("1-zz")]
    public void A_cursor_that_we_did_not_write_is_refused(string? text) => Assert.False(UsageCursor.TryParse(text, out _));

    private Task<ReadUsage.Page> PageAsync(TenantId tenant, UsageFilter filter, UsageCursor? after = null) =>
        house.AsMemberAsync(tenant, (ReadUsage usage) => usage.RunAsync(filter, after, CancellationToken.None));

    private async Task<string> ExportAsync(TenantId tenant, UsageFilter filter)
    {
        using var output = new MemoryStream();
        await house.AsMemberAsync(tenant, async (ExportUsage export) =>
        {
            await export.RunAsync(filter, output, CancellationToken.None);
            return true;
        });
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
