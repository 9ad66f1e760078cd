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
}
