using System.Collections.Frozen;

namespace KieSaaS.Tenancy;

/// <summary>A member's role in a tenant.</summary>
public enum Role
{
    /// <summary>Everything.</summary>
    Owner,

    /// <summary>Everything but giving the workspace away.</summary>
    Admin,

    /// <summary>Generates and manages keys.</summary>
    Developer,

    /// <summary>Buys credits and reads the books.</summary>
    Billing,

    /// <summary>Looks.</summary>
    Viewer,
}

/// <summary>A role of the platform's own people.</summary>
public enum StaffRole
{
    /// <summary>Everything.</summary>
    Operator,

    /// <summary>Catalogue and prices.</summary>
    Pricing,

    /// <summary>Money operations.</summary>
    Finance,

    /// <summary>Looks at tenants to help them.</summary>
    Support,
}

/// <summary>One thing somebody may do. Endpoints and use cases both ask for it.</summary>
public enum Right
{
    /// <summary>See jobs, results, usage, ledger and statements of the own tenant.</summary>
    ViewWorkspace,

    /// <summary>Start generations.</summary>
    Generate,

    /// <summary>Buy credits.</summary>
    BuyCredits,

    /// <summary>Create and revoke API keys.</summary>
    ManageKeys,

    /// <summary>Invite members and change roles.</summary>
    ManageMembers,

    /// <summary>Staff: see tenants and their balances.</summary>
    ViewTenants,

    /// <summary>Staff: edit markups and publish prices.</summary>
    EditPrices,

    /// <summary>Staff: run models on the test bench, in live mode for real money.</summary>
    TestModels,

    /// <summary>Staff: grant or take credits.</summary>
    MoveCredits,

    /// <summary>Staff: see the queue, the proof and the audit log.</summary>
    ViewOperations,

    /// <summary>Staff: retry dead work and run the proof.</summary>
    Operate,
}

/// <summary>Which role has which rights.</summary>
public static class Rights
{
    private static readonly FrozenDictionary<Role, FrozenSet<Right>> OfMembers = new Dictionary<Role, FrozenSet<Right>>
    {
        [Role.Owner] = [Right.ViewWorkspace, Right.Generate, Right.BuyCredits, Right.ManageKeys, Right.ManageMembers],
        [Role.Admin] = [Right.ViewWorkspace, Right.Generate, Right.BuyCredits, Right.ManageKeys, Right.ManageMembers],
        [Role.Developer] = [Right.ViewWorkspace, Right.Generate, Right.ManageKeys],
        [Role.Billing] = [Right.ViewWorkspace, Right.BuyCredits],
        [Role.Viewer] = [Right.ViewWorkspace],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<StaffRole, FrozenSet<Right>> OfStaff = new Dictionary<StaffRole, FrozenSet<Right>>
    {
        [StaffRole.Operator] = [Right.ViewTenants, Right.EditPrices, Right.TestModels, Right.MoveCredits, Right.ViewOperations, Right.Operate],
        [StaffRole.Pricing] = [Right.ViewTenants, Right.EditPrices, Right.TestModels],
        [StaffRole.Finance] = [Right.ViewTenants, Right.MoveCredits, Right.ViewOperations],
        [StaffRole.Support] = [Right.ViewTenants],
    }.ToFrozenDictionary();

    /// <summary>What a member with this role may do in its tenant.</summary>
    public static FrozenSet<Right> Of(Role role) => OfMembers[role];

    /// <summary>What platform people with this role may do.</summary>
    public static FrozenSet<Right> Of(StaffRole role) => OfStaff[role];

    /// <summary>What an API key may do: generate and read what it generated.</summary>
    public static FrozenSet<Right> OfApiKey { get; } = [Right.ViewWorkspace, Right.Generate];
}
