namespace KieSaaS.Web.Catalog;

/// <summary>The texts of pricing grids: editing in place, in bulk and by file.</summary>
public sealed class GridTexts;
