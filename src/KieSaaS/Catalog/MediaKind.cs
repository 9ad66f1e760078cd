namespace KieSaaS.Catalog;

/// <summary>What a model makes.</summary>
public enum MediaKind
{
    /// <summary>Pictures.</summary>
    Image,

    /// <summary>Videos.</summary>
    Video,

    /// <summary>Speech and sounds.</summary>
    Audio,

    /// <summary>Songs and instrumentals.</summary>
    Music,
}
