using KieSaaS.Kernel;

namespace KieSaaS.Generation.Admission;

/// <summary>A validated and priced request that asks to become a job.</summary>
internal sealed record AdmissionRequest(
    Guid JobId,
    TenantId Tenant,
    Mode Mode,
    Guid? KeyId,
    Guid? UserId,
    Credits Price,
    string EntryKey,
    string Model,
    string Kind,
    string Input,
    int BookNumber,
    string PriceBasis,
    string? CallbackUrl);

/// <summary>The numbers that <c>generation_admit</c> answers with.</summary>
internal enum AdmissionVerdict
{
    Accepted = 0,
    KeyRevoked = 1,
    TenantStopped = 2,
    InDebt = 3,
    TenantLimit = 4,
    KeyRunningLimit = 5,
    KeySpendLimit = 6,
    NotEnoughCredits = 7,
    ExpiryDue = 8,
}

/// <summary>What became of a request.</summary>
/// <param name="Verdict">Yes, or why not.</param>
/// <param name="Available">Credits a next request could use, after this one.</param>
internal sealed record AdmissionAnswer(AdmissionVerdict Verdict, Credits Available);
