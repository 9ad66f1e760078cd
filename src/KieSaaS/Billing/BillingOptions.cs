using KieSaaS.Kernel;

namespace KieSaaS.Billing;

/// <summary>What the platform gives and for how long.</summary>
public sealed class BillingOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Billing";

    /// <summary>Credits a new workspace gets, in whole credits; 0 gives none.</summary>
    public int WelcomeCredits { get; set; } = 50;

    /// <summary>Days after which the welcome credits run out; 0 never.</summary>
    public int WelcomeDays { get; set; } = 90;

    /// <summary>Test credits a new workspace gets, and a refill adds, in whole credits.</summary>
    public int TestCredits { get; set; } = 1000;

    /// <summary>The welcome bonus as an amount.</summary>
    public Credits Welcome => Credits.Of(WelcomeCredits);
}
