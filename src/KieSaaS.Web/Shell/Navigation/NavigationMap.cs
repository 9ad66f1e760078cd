namespace KieSaaS.Web.Shell.Navigation;

/// <summary>Every link of the three navigations. A new page adds its line here; groups are parted by a rule.</summary>
public static class NavigationMap
{
    /// <summary>The tenant's rail.</summary>
    public static IReadOnlyList<IReadOnlyList<NavigationItem>> Tenant { get; } =
    [
        [
            new("/app", "nav.home", "home", IsExact: true),
            new("/app/studio", "nav.studio", "studio"),
            new("/app/jobs", "nav.jobs", "jobs"),
        ],
        [
            new("/app/usage", "nav.usage", "usage"),
            new("/app/ledger", "nav.ledger", "ledger"),
            new("/app/statements", "nav.statements", "statements"),
        ],
        [
            new("/app/billing", "nav.billing", "billing"),
            new("/app/calculator", "nav.calculator", "pricing"),
            new("/app/keys", "nav.keys", "key"),
        ],
    ];

    /// <summary>The staff's rail.</summary>
    public static IReadOnlyList<IReadOnlyList<NavigationItem>> Staff { get; } =
    [
        [
            new("/staff", "nav.overview", "overview", IsExact: true),
            new("/staff/tenants", "nav.tenants", "tenants"),
            new("/staff/pricing", "nav.pricing", "pricing"),
            new("/staff/catalogue", "nav.catalogue", "catalogue"),
            new("/staff/sync", "nav.sync", "refresh"),
            new("/staff/templates", "nav.templates", "templates"),
            new("/staff/bench", "nav.bench", "test"),
        ],
        [
            new("/staff/queue", "nav.queue", "queue"),
            new("/staff/proof", "nav.proof", "proof"),
            new("/staff/audit", "nav.audit", "audit"),
        ],
    ];

    /// <summary>The links at the top of public pages.</summary>
    public static IReadOnlyList<NavigationItem> Public { get; } =
    [
        new("/models", "nav.models"),
        new("/prices", "nav.prices"),
    ];
}

/// <summary>Pages of other modules that the frame itself links or posts to.</summary>
public static class Addresses
{
    /// <summary>The public start page.</summary>
    public const string Home = "/";

    /// <summary>The tenant's start page.</summary>
    public const string App = "/app";

    /// <summary>The staff's start page.</summary>
    public const string Staff = "/staff";

    /// <summary>Credit packs: where the balance leads to.</summary>
    public const string Billing = "/app/billing";

    /// <summary>The price list.</summary>
    public const string Prices = "/prices";

    /// <summary>The public list of models.</summary>
    public const string Models = "/models";

    /// <summary>Signing in.</summary>
    public const string SignIn = "/account/sign-in";

    /// <summary>Signing up.</summary>
    public const string SignUp = "/account/sign-up";

    /// <summary>POST with an antiforgery token: signs out.</summary>
    public const string SignOut = "/account/sign-out";

    /// <summary>POST with an antiforgery token, <c>workspace</c> (a <see cref="WorkspaceChoice.Id"/>) and <c>returnUrl</c>.</summary>
    public const string SwitchWorkspace = "/account/workspace";

    /// <summary>POST with an antiforgery token, <c>mode</c> (<c>live</c> or <c>test</c>) and <c>returnUrl</c>.</summary>
    public const string SwitchMode = "/account/mode";
}
