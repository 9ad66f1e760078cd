using KieSaaS.Kernel;

namespace KieSaaS.Tenancy;

/// <summary>
/// The platform's own workspace, whose jobs are those of the test bench (decision 20). It has no members, so nobody signs in to it. Its
/// credits are held, charged and proved like everybody's; what is said about tenants (figures, lists, notices) leaves it out.
/// </summary>
public static class PlatformWorkspace
{
    /// <summary>The name on the pages of staff.</summary>
    public const string Name = "Test bench";

    /// <summary>The one identity, the same in every installation, so that a report leaves it out without asking which it is.</summary>
    public static TenantId Id { get; } = new(new Guid("00000000-0000-7000-8000-000000000001"));
}
