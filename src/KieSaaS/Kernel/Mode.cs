namespace KieSaaS.Kernel;

/// <summary>Live or test, as at Stripe: test credits, test keys and test jobs never meet live ones.</summary>
public enum Mode
{
    /// <summary>Real credits, the real provider.</summary>
    Live,

    /// <summary>Test credits, the sandbox provider.</summary>
    Test,
}
