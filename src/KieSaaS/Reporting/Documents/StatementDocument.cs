using KieSaaS.Kernel;
using KieSaaS.Pdf;

namespace KieSaaS.Reporting.Documents;

/// <summary>How a statement looks on paper. The same statement makes the same bytes.</summary>
internal static class StatementDocument
{
    private const string Product = "KieSaaS";

    public static byte[] Compose(Statement statement, FontSet fonts)
    {
        var words = new StatementWords(statement);
        var title = words.Format("title", words.Month(statement.Month));
        var info = new DocumentInfo($"{title} – {statement.Workspace}", statement.MadeAt) { Language = words.Language, Author = Product };
        return Document.Create(fonts, info, page =>
        {
            page.DefaultText(new TextStyle(Size: 9, Color: Palette.Ink));
            page.Header(header => ComposeHeader(header, statement, words, title));
            page.Footer(footer => ComposeFooter(footer, statement, words));
            page.Content(content => content.Column(column =>
            {
                column.Spacing(16);
                StatementSummary.Compose(column.Item(), statement, words);
                if (statement.Spent.IsPositive)
                {
                    Section(column.Item(), words["chart.title"], place => StatementChart.Compose(place, statement, words));
                }

                if (statement.Models.Count > 0)
                {
                    Section(column.Item(), words["models.title"], place => StatementTables.ComposeModels(place, statement, words));
                }

                if (statement.Lines.Count > 0)
                {
                    Section(column.Item(), words["ledger.title"], place => StatementTables.ComposeLedger(place, statement, words));
                }
                else
                {
                    column.Item().Text(words["ledger.empty"]).Color(Palette.Muted);
                }
            }));
        });
    }

    private static void ComposeHeader(Container header, Statement statement, StatementWords words, string title) => header.Padding(0, 0, 0, 16).Column(column =>
    {
        column.Spacing(8);
        column.Item().Row(row =>
        {
            row.Spacing(24);
            row.Relative(3).Column(left =>
            {
                left.Item().Text(Product).Size(9).Bold().Color(Palette.Accent);
                left.Item().Text(title).Size(18).Bold();
                if (statement.IsToDate)
                {
                    left.Item().Text(words.Format("to-date", StatementWords.Time(statement.MadeAt))).Color(Palette.Warning);
                }
            });
            row.Relative(2).Column(right =>
            {
                right.Item().Text(statement.Workspace).Size(11).Bold().AlignRight();
                right.Item().Text(words.Period(statement.Month)).AlignRight();
                right.Item().Text(words.Format("account", statement.Tenant)).Size(7).Color(Palette.Muted).AlignRight();
                if (statement.Mode == Mode.Test)
                {
                    right.Item().Text(words["test-mode"]).Bold().Color(Palette.Warning).AlignRight();
                }
            });
        });
        column.Item().Line(1, Palette.Accent);
    });

    private static void ComposeFooter(Container footer, Statement statement, StatementWords words) => footer.Padding(0, 10, 0, 0).DefaultText(style => style with
    {
        Size = 7.5,
        Color = Palette.Muted,
    }).Row(row =>
    {
        row.Relative(3).Text(words.Format("made", StatementWords.Time(statement.MadeAt)));
        row.Relative().Text(text =>
        {
            text.AlignRight();
            text.Span(words["page"] + " ");
            text.CurrentPage();
            text.Span($" {words["page.of"]} ");
            text.TotalPages();
        });
    });

    private static void Section(Container place, string title, Action<Container> compose) => place.Column(column =>
    {
        column.Spacing(6);
        column.Item().Text(title).Size(11).Bold();
        compose(column.Item());
    });
}
