using KieSaaS.Kernel;
using KieSaaS.Reporting.Documents;

namespace KieSaaS.Reporting;

/// <summary>The current tenant's statement of a month as a PDF file, in the tenant's language.</summary>
public sealed class PrintStatement
{
    private readonly ReadStatement _read;
    private readonly StatementFonts _fonts;

    internal PrintStatement(ReadStatement read, StatementFonts fonts) => (_read, _fonts) = (read, fonts);

    /// <summary>A file to download.</summary>
    /// <param name="Name">"statement-2026-03.pdf"; of the test mode "statement-2026-03-test.pdf".</param>
    /// <param name="Content">A PDF.</param>
    public sealed record PdfFile(string Name, byte[] Content);

    /// <summary>Reads, checks and prints it; refused where there is no such statement.</summary>
    /// <exception cref="StatementException">The figures do not agree: a wrong statement is never printed.</exception>
    public async Task<Result<PdfFile>> RunAsync(StatementMonth month, CancellationToken ct)
    {
        var read = await _read.RunAsync(month, ct);
        return read.Match<Result<PdfFile>>(
            statement => new PdfFile($"statement-{month}{(statement.Mode == Mode.Test ? "-test" : "")}.pdf", StatementDocument.Compose(statement, _fonts.Set)),
            refusal => refusal);
    }
}
