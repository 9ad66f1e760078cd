namespace KieSaaS.Tenancy;

/// <summary>What may be done on the platform's login.</summary>
public static class StaffRights
{
    /// <summary>True for staff with the right, and for the platform itself, which has no user: an operator at the machine, a schedule.</summary>
    public static bool MayAsStaff(this Actor actor, Right right) => actor.IsPlatform && (actor.UserId is null || actor.May(right));
}
