namespace KieSaaS.Tenancy;

/// <summary>
/// What a module must write the moment a tenant comes to be, in the same transaction: its wallet, its counters.
/// A lock on a row that does not exist locks nothing, so these rows are there before anything can need them.
/// </summary>
public interface IOnWorkspaceOpened
{
    /// <summary>Adds the module's rows to the open transaction.</summary>
    Task PrepareAsync(Tenant tenant, CancellationToken ct);
}
