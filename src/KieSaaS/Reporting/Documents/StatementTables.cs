using KieSaaS.Pdf;

namespace KieSaaS.Reporting.Documents;

/// <summary>The two tables: jobs by model, and every line of the ledger.</summary>
internal static class StatementTables
{
    private const double AmountWidth = 92, RowPadding = 1.6;

    public static void ComposeModels(Container place, Statement statement, StatementWords words) => place.Table(table =>
    {
        table.Columns(ColumnWidth.Relative(), ColumnWidth.Fixed(70).AlignRight(), ColumnWidth.Fixed(70).AlignRight(), ColumnWidth.Fixed(AmountWidth).AlignRight());
        table.Header().Background(Palette.Sunken).Bold().Cells(words["models.model"], words["models.delivered"], words["models.failed"], words["credits"]);
        foreach (var model in statement.Models)
        {
            table.Row().BottomBorder(0.5, Palette.Rule).Cells(model.Name, words.Count(model.Delivered), words.Count(model.Failed), words.Amount(model.Spent));
        }

        table.Row().Bold().Cells(words["total"], words.Count(statement.Delivered), words.Count(statement.Failed), words.Amount(statement.Spent));
    });

    public static void ComposeLedger(Container place, Statement statement, StatementWords words) => place.Table(table =>
    {
        table.CellPadding(4, RowPadding);
        table.Columns(
            ColumnWidth.Fixed(40).AlignRight(),
            ColumnWidth.Fixed(86),
            ColumnWidth.Fixed(92),
            ColumnWidth.Relative(),
            ColumnWidth.Fixed(AmountWidth).AlignRight(),
            ColumnWidth.Fixed(AmountWidth).AlignRight());
        table.Header().Background(Palette.Sunken).Bold().Cells(
            words["ledger.number"], words["ledger.time"], words["ledger.kind"], words["ledger.note"], words["ledger.change"], words["ledger.balance"]);
        foreach (var line in statement.Lines)
        {
            table.Row().BottomBorder(0.5, Palette.Rule).Cells(
                words.Count(line.Number),
                StatementWords.Time(line.PostedAt),
                words.Kind(line.Kind),
                line.Note,
                words.Change(line.Change),
                words.Amount(line.BalanceAfter));
        }
    });
}
