namespace KieSaaS.Catalog;

/// <summary>A line of a file of prices: a model, or (with a row) one of its price rows.</summary>
/// <param name="Entry">The model's key.</param>
/// <param name="Row">The price row's id; empty on the model's own line.</param>
internal readonly record struct PriceFileLine(string Entry, string Row)
{
    /// <summary>The names of the columns, in the order in which they are written.</summary>
    public static readonly string[] Columns =
        ["model", "row", "name", "vendor", "kind", "unit", "upstream_cost", "markup", "fixed_price", "sale_price", "margin_percent", "basis"];

    /// <summary>What a file must have to be read; the rest is for people.</summary>
    public static readonly string[] Needed = ["model", "row", "upstream_cost", "markup", "fixed_price", "basis"];

    /// <summary>Figures that follow from the others: who changes one is told to change what it follows from.</summary>
    public static readonly string[] WorkedOut = ["sale_price", "margin_percent"];

    /// <summary>True on a model's own line.</summary>
    public bool IsModel => Row.Length == 0;
}

/// <summary>What is wrong with a file of prices, where, and so what to change.</summary>
/// <param name="Line">The line in the file, from 1; 0 when it is about the whole file.</param>
/// <param name="Column">The column's name; empty when it is about the whole line.</param>
/// <param name="Code">A stable name, which pages translate.</param>
/// <param name="Value">What stood there.</param>
public sealed record PriceFileFault(int Line, string Column, string Code, string Value);
