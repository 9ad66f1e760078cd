namespace KieSaaS.Pdf;

/// <summary>Where lines of text stand between the left and the right edge.</summary>
public enum HorizontalAlignment
{
    /// <summary>At the left edge.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>At the right edge, as columns of figures do.</summary>
    Right,
}
