namespace KieSaaS.Files;

/// <summary>How long a file lasts and how large its picture is, worked out from its own bytes.</summary>
/// <param name="Seconds">Above zero; null for a picture.</param>
/// <param name="Width">Pixels across, above zero; null for a sound.</param>
/// <param name="Height">Pixels down, above zero; null for a sound.</param>
internal sealed record MediaMeasure(decimal? Seconds, int? Width, int? Height);
