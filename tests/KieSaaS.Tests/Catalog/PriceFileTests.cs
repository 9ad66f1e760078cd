using System.Text;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Tests.Catalog;

/// <summary>Prices as a file: out and in again changes nothing, one changed cell is one change, a bad file changes nothing.</summary>
public sealed class PriceFileTests(PricingHouse house) : IClassFixture<PricingHouse>
{
    private const string Model = "nano-banana", Many = "kling-3-0-video";

    private static readonly CatalogueEntry Rows = Catalogue.LoadStarter().Find(Many)!;

    [Fact]
    public async Task What_was_exported_changes_nothing_when_it_is_read_again()
    {
        var draft = await FullDraftAsync();
        var file = await ExportAsync(draft);

        foreach (var variant in (string[])[file, "\uFEFF" + file, file.Replace("\r\n", "\n", StringComparison.Ordinal), file + ",,,,,,,,,,,\r\n"])
        {
            Assert.Equal(0, (await ImportAsync(draft, variant)).Value);
        }

        Assert.Equal(draft.Draft.Version, (await house.ReadAsync(draft.Draft.Id)).Draft.Version);
    }

    [Fact]
    public async Task Each_changed_cell_is_that_one_change()
    {
        (PriceFileLine Line, string Column, string Value, PriceRuleChange Change)[] cells =
        [
            (new(Model, ""), "markup", "1.85", new(PriceRuleKey.OfEntry(Model), null, PriceRuleValue.Of(new Markup(1850)))),
            (new(Model, ""), "fixed_price", "7.5", new(PriceRuleKey.OfEntry(Model), null, PriceRuleValue.Of(new Credits(7_500_000)))),
            (new(Many, Rows.Prices[1].Id), "fixed_price", "99", new(PriceRuleKey.OfRow(Many, Rows.Prices[1].Id), null, PriceRuleValue.Of(Credits.Of(99)))),
            (new(Many, Rows.Prices[0].Id), "upstream_cost", "12.24", new(PriceRuleKey.OfUpstream(Many, Rows.Prices[0].Id), null, PriceRuleValue.Of(new KieCredits(12_240_000)))),
        ];
        foreach (var (line, column, value, change) in cells)
        {
            var draft = await house.StartAsync();

            var read = await ImportAsync(draft, With(await ExportAsync(draft), line, column, value));

            Assert.True(read.Succeeded, read.Refusal?.Message);
            var after = await house.ReadAsync(draft.Draft.Id);
            Assert.Equal((1, draft.Draft.Version + 1), (read.Value, after.Draft.Version));
            Assert.Equal(change, Assert.Single(after.Changes));
        }
    }

    [Fact]
    public async Task Emptied_cells_take_rules_away_and_the_catalogues_own_cost_needs_none()
    {
        var draft = await FullDraftAsync();
        var file = await ExportAsync(draft);
        file = With(file, new(Model, ""), "markup", "");
        file = With(file, new(Many, Rows.Prices[0].Id), "upstream_cost", Rows.Prices[0].Price.ToString());
        file = With(file, new(Many, Rows.Prices[1].Id), "fixed_price", "");

        Assert.Equal(3, (await ImportAsync(draft, file)).Value);

        Assert.Empty((await house.ReadAsync(draft.Draft.Id)).Changes);
    }

    [Fact]
    public async Task A_spreadsheet_with_semicolons_writes_commas_into_numbers()
    {
        var draft = await house.StartAsync();
        var records = CsvText.Read(With(await ExportAsync(draft), new(Model, ""), "markup", "1.85")).Records;
        var file = string.Join("\r\n", records.Select(record => string.Join(';', record.Fields.Select(field => IsNumber(field) ? field.Replace('.', ',') : $"\"{field}\""))));

        Assert.Equal(1, (await ImportAsync(draft, "\uFEFF" + file)).Value);

        Assert.Equal(PriceRuleValue.Of(new Markup(1850)), (await house.ReadAsync(draft.Draft.Id)).Rules.Find(PriceRuleKey.OfEntry(Model)));
    }

    [Theory]
    [InlineData("markup", "cheap", "file-not-a-number")]
    [InlineData("markup", "\"1,85\"", "file-not-a-number")]
    [InlineData("markup", "0.5", "catalog.markup-out-of-range")]
    [InlineData("markup", "=1+1", "file-not-a-number")]
    [InlineData("fixed_price", "-3", "catalog.price-out-of-range")]
    [InlineData("fixed_price", "0", "catalog.price-out-of-range")]
    [InlineData("fixed_price", "1.2345678", "file-not-a-number")]
    [InlineData("upstream_cost", "12", "file-on-rows")]
    [InlineData("sale_price", "12", "file-worked-out")]
    [InlineData("basis", "b000", "file-basis")]
    [InlineData("model", "no-such-model", "file-unknown-model")]
    [InlineData("row", "no-such-row", "file-unknown-row")]
    public async Task A_bad_cell_is_named_with_its_line_and_column_and_nothing_changes(string column, string value, string code)
    {
        var draft = await house.StartAsync();
        var file = With(await ExportAsync(draft), new(Many, ""), "markup", "3");
        var lines = file.Split("\r\n");
        var at = Array.FindIndex(lines, line => line.StartsWith(Model + ",,", StringComparison.Ordinal));
        var bad = With(file, new(Model, ""), column, value);

        var read = await ImportAsync(draft, bad);

        var fault = Assert.Single(FaultsOf(read));
        Assert.Equal((at + 1, column, code), (fault.Line, fault.Column, fault.Code));
        Assert.Equal(draft.Draft.Version, (await house.ReadAsync(draft.Draft.Id)).Draft.Version);
    }

    [Fact]
    public async Task A_file_that_is_no_file_of_prices_is_refused_whole()
    {
        var draft = await house.StartAsync();
        var file = await ExportAsync(draft);
        var first = file[..file.IndexOf("\r\n", StringComparison.Ordinal)];
        (byte[] File, string Code)[] bad =
        [
            ([], "file-empty"),
            (Bytes(first), "file-empty"),
            (Bytes(file.Replace("markup", "markups", StringComparison.Ordinal)), "file-column-unknown"),
            (Bytes(file.Replace("name,", "markup,", StringComparison.Ordinal)), "file-column-twice"),
            (Bytes(file + "one,two\r\n"), "file-cells"),
            (Bytes(file + "\"open"), "file-quote-open"),
            (Bytes(file + file.Split("\r\n")[1] + "\r\n"), "file-line-twice"),
            ([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(file)], "file-not-text"),
            (new byte[ImportPrices.LargestFile + 1], "file-too-large"),
        ];

        foreach (var (content, code) in bad)
        {
            var read = await house.AsStaffAsync((ImportPrices import) => import.RunAsync(draft.Draft.Id, draft.Draft.Version, content, CancellationToken.None));
            Assert.Equal((code, "catalog.file-wrong"), (FaultsOf(read)[0].Code, read.Refusal!.Code));
        }

        Assert.Equal(draft.Draft.Version, (await house.ReadAsync(draft.Draft.Id)).Draft.Version);
    }

    [Fact]
    public async Task A_file_from_before_somebody_elses_change_is_refused_and_that_change_stays()
    {
        var draft = await house.StartAsync();
        var file = With(await ExportAsync(draft), new(Many, ""), "markup", "3");
        await house.EditAsync(draft, PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(new Markup(2500)));
        var now = await house.ReadAsync(draft.Draft.Id);

        Assert.Equal("catalog.draft-moved-on", (await ImportAsync(draft, file)).Refusal!.Code);
        Assert.Equal("file-basis", FaultsOf(await ImportAsync(now, file))[0].Code);

        Assert.Equal(now.Changes, (await house.ReadAsync(draft.Draft.Id)).Changes);
    }

    [Fact]
    public void A_text_that_a_spreadsheet_would_run_is_made_harmless_and_comes_back_as_it_was()
    {
        foreach (var text in (string[])["=HYPERLINK(\"x\")", "+1", "-1", "@input", "\tx", "it's, \"so\"", "plain"])
        {
            var written = CsvField.Of(text);
            Assert.False("=+-@\t".Contains(written.TrimStart('"')[0], StringComparison.Ordinal), written);
            Assert.Equal(text, CsvField.Plain(CsvText.Read($"a,{written}").Records[0].Fields[1]));
        }
    }

    [Fact]
    public async Task Only_staff_who_may_edit_prices_get_the_file()
    {
        var draft = await house.StartAsync();
        var export = await house.AsStaffAsync((ExportPrices export) => export.RunAsync(draft.Draft.Id, CancellationToken.None), StaffRole.Finance);
        var import = await house.AsStaffAsync((ImportPrices import) => import.RunAsync(draft.Draft.Id, 1, default, CancellationToken.None), StaffRole.Finance);

        Assert.Equal((RefusalKind.Forbidden, RefusalKind.Forbidden), (export.Refusal?.Kind, import.Refusal?.Kind));
        Assert.Equal("catalog.unknown-draft", (await house.AsStaffAsync((ExportPrices export) => export.RunAsync(Guid.NewGuid(), CancellationToken.None))).Refusal!.Code);
    }

    private static IReadOnlyList<PriceFileFault> FaultsOf(Result<int> read) => Assert.IsAssignableFrom<IReadOnlyList<PriceFileFault>>(read.Refusal?.Details[ImportPrices.FaultsDetail]);

    private static bool IsNumber(string field) => decimal.TryParse(field, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    // One cell of one line, the rest of the file byte by byte as it was.
    private static string With(string file, PriceFileLine line, string column, string value)
    {
        var lines = file.Split("\r\n");
        var at = Array.FindIndex(lines, text => text.Length > 0 && CsvText.Read(text).Records[0].Fields is var fields && fields[0] == line.Entry && CsvField.Plain(fields[1]) == line.Row);
        Assert.True(at > 0, line.ToString());
        var cells = CsvText.Read(lines[at]).Records[0].Fields.Select(field => CsvField.Of(CsvField.Plain(field))).ToArray();
        cells[Array.IndexOf(PriceFileLine.Columns, column)] = value;
        lines[at] = string.Join(',', cells);
        return string.Join("\r\n", lines);
    }

    private async Task<ReadDraft.Answer> FullDraftAsync()
    {
        var draft = await house.StartAsync();
        PriceRuleEdit[] edits =
        [
            new(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(new Markup(2125))),
            new(PriceRuleKey.OfUpstream(Many, Rows.Prices[0].Id), PriceRuleValue.Of(new KieCredits(Rows.Prices[0].Price.Micros + 1))),
            new(PriceRuleKey.OfRow(Many, Rows.Prices[1].Id), PriceRuleValue.Of(new Credits(77_700_000))),
        ];
        Assert.True((await house.AsStaffAsync((EditDraft edit) => edit.RunAsync(new(draft.Draft.Id, 1, edits), CancellationToken.None))).Succeeded);
        return await house.ReadAsync(draft.Draft.Id);
    }

    private async Task<string> ExportAsync(ReadDraft.Answer draft) => (await house.AsStaffAsync((ExportPrices export) => export.RunAsync(draft.Draft.Id, CancellationToken.None))).Value!;

    private Task<Result<int>> ImportAsync(ReadDraft.Answer draft, string file) =>
        house.AsStaffAsync((ImportPrices import) => import.RunAsync(draft.Draft.Id, draft.Draft.Version, Bytes(file), CancellationToken.None));
}
