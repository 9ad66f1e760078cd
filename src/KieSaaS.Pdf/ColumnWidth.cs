namespace KieSaaS.Pdf;

/// <summary>How wide a column is, and how the text in it stands.</summary>
public readonly record struct ColumnWidth
{
    private ColumnWidth(double amount, bool isRelative) => (Amount, IsRelative) = (amount, isRelative);

    internal double Amount { get; }

    internal bool IsRelative { get; }

    internal HorizontalAlignment? Alignment { get; private init; }

    /// <summary>A width in points.</summary>
    public static ColumnWidth Fixed(double points) => new(Checked(points), isRelative: false);

    /// <summary>A share of what the fixed columns leave: a column with 2 is twice as wide as one with 1.</summary>
    public static ColumnWidth Relative(double share = 1) => new(Checked(share), isRelative: true);

    /// <summary>The same width, with text in the middle.</summary>
    public ColumnWidth AlignCenter() => this with { Alignment = HorizontalAlignment.Center };

    /// <summary>The same width, with text at the right edge.</summary>
    public ColumnWidth AlignRight() => this with { Alignment = HorizontalAlignment.Right };

    private static double Checked(double amount) => double.IsFinite(amount) && amount > 0
        ? amount
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, "A column's width must be above zero.");
}
