using System.Globalization;
using System.Text;
using KieSaaS.Billing;
using KieSaaS.Catalog;

namespace KieSaaS.Web.Billing;

/// <summary>Ledger lines as comma-separated values (RFC 4180), in invariant notation, written as they are read.</summary>
internal static class LedgerFile
{
    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<ListLedger.Line> lines, Catalogue catalogue, CancellationToken ct)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync("number,posted_at,kind,note,change,balance_after,cause,model");
        await foreach (var line in lines.WithCancellation(ct))
        {
            await writer.WriteLineAsync(string.Join(
                ',',
                line.Number.ToString(CultureInfo.InvariantCulture),
                line.PostedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                line.Kind,
                Cell(line.Note),
                line.Change,
                line.BalanceAfter,
                Cell(line.Cause),
                Cell(ModelOf(line, catalogue))));
        }

        await writer.FlushAsync(ct);
    }

    // The note of a job is its model's key and stays; a name is added where it means that model alone.
    private static string ModelOf(ListLedger.Line line, Catalogue catalogue) =>
        line.Kind == LedgerKind.Capture && catalogue.Find(line.Note) is { } entry && catalogue.All.Count(other => other.Name == entry.Name) == 1 ? entry.Name : "";

    // A spreadsheet runs a text that begins like a formula; the apostrophe makes it text.
    internal static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
