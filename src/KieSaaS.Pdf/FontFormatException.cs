namespace KieSaaS.Pdf;

/// <summary>A font file that cannot be embedded: damaged, or of a kind this library does not read.</summary>
public sealed class FontFormatException : Exception
{
    /// <summary>A refusal without a reason.</summary>
    public FontFormatException()
    {
    }

    /// <summary>A refusal that says what is wrong with the file and what to give instead.</summary>
    public FontFormatException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal with the error that reading the file ran into.</summary>
    public FontFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
