using KieSaaS.Catalog;
using KieSaaS.Generation;

namespace KieSaaS.Web.Catalog;

/// <summary>How fast a model is, in one word.</summary>
public enum Pace
{
    /// <summary>Up to 15 seconds.</summary>
    Fast,

    /// <summary>Up to a minute.</summary>
    Medium,

    /// <summary>Longer.</summary>
    Slow,
}

/// <summary>The speed of a model as people read it: measured where enough ran, else what its definition expects.</summary>
/// <param name="Usual">Half of the runs took at most this long, or what is expected.</param>
/// <param name="Measured">What was measured; null while it is an estimate.</param>
public sealed record ModelSpeed(TimeSpan Usual, MeasuredSpeed? Measured)
{
    private const int FastSeconds = 15, MediumSeconds = 60;

    /// <summary>The word.</summary>
    public Pace Pace => Usual.TotalSeconds <= FastSeconds ? Pace.Fast : Usual.TotalSeconds <= MediumSeconds ? Pace.Medium : Pace.Slow;

    /// <summary>Of an entry.</summary>
    public static ModelSpeed Of(CatalogueEntry entry, MeasuredSpeed? measured) => new(measured?.Median ?? entry.ExpectedDuration, measured);
}
