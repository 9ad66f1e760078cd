namespace KieSaaS.Pdf.Layout;

/// <summary>One cell of a table's row.</summary>
internal sealed class TableCell : Slot
{
    public Color? Background { get; set; }
}
