using System.Globalization;
using System.Text;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>
/// Writes the filtered usage log as CSV (RFC 4180, UTF-8), newest first, row by row as the database hands them out.
/// Times are ISO 8601 in UTC, numbers have a point whatever the reader's language.
/// </summary>
public sealed class ExportUsage(AppDbContext db)
{
    private const string Header = "finished_at,job_id,model,kind,outcome,duration_ms,credits,price_book,api_key";

    /// <summary>Writes to a stream and leaves it open.</summary>
    public async Task RunAsync(UsageFilter filter, Stream output, CancellationToken ct)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Header.AsMemory(), ct);
        await foreach (var line in UsageLine.Of(db, filter.RowsOf(db)).AsAsyncEnumerable().WithCancellation(ct))
        {
            await writer.WriteLineAsync(LineOf(line).AsMemory(), ct);
        }

        await writer.FlushAsync(ct);
    }

    private static string LineOf(UsageLine line) => string.Join(
        ',',
        line.FinishedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        line.JobId.ToString("n"),
        CsvField.Of(line.EntryKey),
        CsvField.Of(line.Kind),
        line.IsDelivered ? "delivered" : "failed",
        line.DurationMilliseconds.ToString(CultureInfo.InvariantCulture),
        line.Cost.ToString(),
        line.BookNumber.ToString(CultureInfo.InvariantCulture),
        CsvField.Of(line.KeyName));
}
