namespace KieSaaS.Catalog;

/// <summary>What one upstream price is for. Sources: `per` in kie-models.json.</summary>
public enum PriceUnit
{
    /// <summary>One run, whatever it returns.</summary>
    Generation,

    /// <summary>One picture; the count parameter multiplies it, where the model has one.</summary>
    Image,

    /// <summary>One started second of the length that is asked for.</summary>
    Second,

    /// <summary>One started thousand characters (Unicode code points) of the text.</summary>
    ThousandCharacters,

    /// <summary>One input picture, added to the base price.</summary>
    InputImage,

    /// <summary>One started megapixel (1024 x 1024) of the picture, times the number of pictures.</summary>
    Megapixel,

    /// <summary>A million tokens, which cannot be counted beforehand: such an entry is not on sale.</summary>
    MillionTokens,
}
