namespace KieSaaS.Pdf.Layout;

/// <summary>What came of drawing an element into an area.</summary>
/// <param name="Height">The points it took; 0 with <paramref name="Finished"/> false asks for a new page.</param>
/// <param name="Finished">Nothing is left for the next page.</param>
internal readonly record struct Drawn(double Height, bool Finished)
{
    public static readonly Drawn OnNextPage = new(0, Finished: false);

    public static readonly Drawn Nothing = new(0, Finished: true);
}
