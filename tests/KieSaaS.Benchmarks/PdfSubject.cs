using System.Diagnostics;
using System.Globalization;
using KieSaaS.Pdf;

namespace KieSaaS.Benchmarks;

/// <summary>How fast documents are made, on one thread: statements of two pages with 40 rows, and one document with 10,000 rows.</summary>
internal static class PdfSubject
{
    private static readonly DocumentInfo Info = new("Statement", new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly Color Accent = Color.FromHex("#F5F3FC");
    private static readonly Color Rule = Color.FromHex("#DBDBDB");

    public static Task<int> RunAsync(BenchmarkOptions options)
    {
        var watch = Stopwatch.StartNew();
        var fonts = new FontSet(
            Face("noto-sans", "400Regular", "NotoSans_400Regular.ttf"),
            Face("noto-sans", "700Bold", "NotoSans_700Bold.ttf"),
            Face("noto-sans-sc", "400Regular", "NotoSansSC_400Regular.ttf"));
        var parsing = watch.Elapsed.TotalMilliseconds;

        var statement = Compose(fonts, rows: 40, cellPadding: 6);
        for (var i = 0; i < 200; i++)
        {
            Compose(fonts, rows: 40, cellPadding: 6);
        }

        var (perSecond, kibibytes) = MeasureStatements(fonts, TimeSpan.FromSeconds(options.Seconds));
        var large = Compose(fonts, rows: 10_000, cellPadding: 2);
        var seconds = Enumerable.Range(0, 5).Select(_ => Seconds(() => Compose(fonts, rows: 10_000, cellPadding: 2))).Order().ElementAt(2);

        Report.Print($"{"three fonts parsed once",-34}{parsing,12:0} ms");
        Report.Print($"{"statements (2 pages, 40 rows)",-34}{perSecond,12:0} per second");
        Report.Print($"{"  size of one",-34}{statement.Length,12} bytes");
        Report.Print($"{"  allocated for one",-34}{kibibytes,12} KiB");
        Report.Print($"{"10,000 rows, median of 5",-34}{seconds * 1000,12:0} ms");
        Report.Print($"{"  size",-34}{large.Length,12} bytes");
        Report.Print($"figure pdf.statements {perSecond:0} per-second");
        Report.Print($"figure pdf.rows10000 {seconds:0.000} seconds");
        return Task.FromResult(0);
    }

    private static (double PerSecond, long Kibibytes) MeasureStatements(FontSet fonts, TimeSpan duration)
    {
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.Elapsed < duration; count++)
        {
            Compose(fonts, rows: 40, cellPadding: 6);
        }

        return (count / watch.Elapsed.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / count / 1024);
    }

    private static byte[] Compose(FontSet fonts, int rows, double cellPadding) => Document.Create(fonts, Info, page =>
    {
        page.DefaultText(new TextStyle(Size: 9));
        page.Header(header => header.Padding(0, 0, 0, 12).Row(row =>
        {
            row.Relative().Text("Acme GmbH — Statement").Size(18).Bold();
            row.Fixed(80).Text("January 2026").AlignRight();
        }));
        page.Footer(footer => footer.Text(text =>
        {
            text.AlignRight();
            text.Span("Page ");
            text.CurrentPage();
            text.Span(" of ");
            text.TotalPages();
        }));
        page.Content(content => content.Table(table => ComposeRows(table, rows, cellPadding)));
    });

    private static void ComposeRows(TableBuilder table, int rows, double cellPadding)
    {
        table.CellPadding(4, cellPadding);
        table.Columns(ColumnWidth.Fixed(90), ColumnWidth.Relative(2), ColumnWidth.Relative(), ColumnWidth.Fixed(70).AlignRight());
        table.Header().Background(Accent).Bold().Cells("Date", "Description", "Model", "Credits");
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < rows; i++)
        {
            table.Row().BottomBorder(0.5, Rule).Cells(
                start.AddMinutes(i).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"Video generation task {i:000000}"),
                i % 3 == 0 ? "veo3-fast" : "kling-2.1",
                (i * 37 % 400 / 10m).ToString("N2", CultureInfo.InvariantCulture));
        }
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    private static FontFace Face(string package, string weight, string file)
    {
        var path = Checkout.PathOf("node_modules", "@expo-google-fonts", package, weight, file);
        return File.Exists(path)
            ? FontFace.Parse(File.ReadAllBytes(path))
            : throw new FileNotFoundException("The fonts come from npm. Run `npm ci` in the checkout first.", path);
    }
}
