namespace KieSaaS.Billing;

/// <summary>What a ledger line is about.</summary>
public enum LedgerKind
{
    /// <summary>A paid credit pack.</summary>
    Purchase,

    /// <summary>Given: welcome, pack bonus, promotion, goodwill, test credits.</summary>
    Grant,

    /// <summary>A delivered job.</summary>
    Capture,

    /// <summary>Credits whose time ran out.</summary>
    Expiry,

    /// <summary>Credits that came free repaid a debt.</summary>
    DebtRepayment,

    /// <summary>Taken back: a refund or a lost dispute.</summary>
    Clawback,
}

/// <summary>
/// An account of the double entry. The first two are the tenant's; the others say where its credits came from and went to,
/// and have no balance row.
/// </summary>
public enum LedgerAccount
{
    /// <summary>What the tenant owns.</summary>
    Balance,

    /// <summary>What the tenant owes; its sum is negative or zero.</summary>
    Debt,

    /// <summary>Came by purchase.</summary>
    Bought,

    /// <summary>Came as a gift.</summary>
    Granted,

    /// <summary>Taken out by the platform's decision.</summary>
    Withdrawn,

    /// <summary>Went into jobs.</summary>
    Spent,

    /// <summary>Ran out of time.</summary>
    Expired,

    /// <summary>Taken back with the money.</summary>
    Reversed,
}

/// <summary>Where a lot of credits came from.</summary>
public enum LotKind
{
    /// <summary>A paid pack.</summary>
    Purchased,

    /// <summary>Welcome and pack bonuses.</summary>
    Bonus,

    /// <summary>A promotion code.</summary>
    Promotion,

    /// <summary>Given by staff.</summary>
    Goodwill,

    /// <summary>Play money of the test mode.</summary>
    Test,
}
