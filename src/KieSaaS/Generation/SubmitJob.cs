using KieSaaS.Work;

namespace KieSaaS.Generation;

/// <summary>Send an accepted job to its provider. Admission writes this item itself, so the name and the property are part of its statement.</summary>
internal sealed record SubmitJob(Guid JobId) : IWork
{
    public static string Kind => "generation.submit";
}
