namespace KieSaaS.Reporting;

/// <summary>A text field of a CSV file.</summary>
internal static class CsvField
{
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

        var harmless = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
