namespace KieSaaS.Catalog;

/// <summary>Our copy of a file that a price follows from: what was measured is what is sent.</summary>
public sealed record StoredSource
{
    /// <summary>The parameter that named it.</summary>
    public required string Parameter { get; init; }

    /// <summary>Where the copy lies in the file store.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of its content, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What it is by its own bytes.</summary>
    public required string MediaType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its length or size.</summary>
    public required MeasuredSource Measured { get; init; }
}
