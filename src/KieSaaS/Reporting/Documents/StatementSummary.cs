using KieSaaS.Pdf;

namespace KieSaaS.Reporting.Documents;

/// <summary>The box at the top: how the opening balance became the closing one, and how the jobs went.</summary>
internal static class StatementSummary
{
    public static void Compose(Container place, Statement statement, StatementWords words) => place.Background(Palette.Sunken).Padding(14, 12).Row(row =>
    {
        row.Spacing(32);
        row.Relative(3).Table(table => ComposeBalance(table, statement, words));
        row.Relative(2).Table(table => ComposeJobs(table, statement, words));
    });

    private static void ComposeBalance(TableBuilder table, Statement statement, StatementWords words)
    {
        Columns(table, valueWidth: 120);
        table.Header().BottomBorder(0.5, Palette.Muted).Bold().Cells(words["balance.title"], words["credits"]);
        table.Row().Cells(words["balance.opening"], words.Amount(statement.Opening));
        foreach (var movement in statement.Movements)
        {
            table.Row().Cells(words.Reason(movement.Account), words.Change(movement.Amount));
        }

        table.Row().Bold().Cells(words[statement.IsToDate ? "balance.present" : "balance.closing"], words.Amount(statement.Closing));
    }

    private static void ComposeJobs(TableBuilder table, Statement statement, StatementWords words)
    {
        Columns(table, valueWidth: 70);
        table.Header().BottomBorder(0.5, Palette.Muted).Bold().Cells(words["jobs.title"], "");
        table.Row().Cells(words["jobs.delivered"], words.Count(statement.Delivered));
        table.Row().Cells(words["jobs.failed"], words.Count(statement.Failed));
        table.Row().Cells(words["jobs.success"], words.Percent(statement.SuccessRate));
        table.Row().Cells(words["jobs.mean"], words.Seconds(statement.MeanDuration));
    }

    private static void Columns(TableBuilder table, double valueWidth)
    {
        table.CellPadding(0, 2.5);
        table.Columns(ColumnWidth.Relative(), ColumnWidth.Fixed(valueWidth).AlignRight());
    }
}
