namespace KieSaaS.Kernel;

/// <summary>A text field of a CSV file.</summary>
public static class CsvField
{
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    /// <summary>
    /// Quoted where the format needs it. A text that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises
    /// (owasp.org, "CSV Injection").
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var harmless = FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    /// <summary>The text that <see cref="Of"/> made harmless, as it was; the quotes are off already.</summary>
    public static string Plain(string field) =>
        field.Length > 1 && field[0] == '\'' && FormulaStarts.Contains(field[1], StringComparison.Ordinal) ? field[1..] : field;
}
