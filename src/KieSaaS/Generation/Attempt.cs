using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Generation;

/// <summary>What is known of one try at a provider.</summary>
public enum AttemptState
{
    /// <summary>Written before the call; if the process dies now, nobody knows whether the call went out.</summary>
    Calling,

    /// <summary>The provider gave a task id.</summary>
    Accepted,

    /// <summary>The create's answer was lost; the callback or the end of the verify window decides.</summary>
    Unknown,

    /// <summary>The provider said no; nothing was started.</summary>
    Refused,

    /// <summary>The provider delivered.</summary>
    Succeeded,

    /// <summary>The provider failed.</summary>
    Failed,

    /// <summary>The verify window ended without a sign; listed for staff.</summary>
    Lost,
}

/// <summary>
/// One try of a job at one provider. It is written before the call, with a callback token that only the provider learns,
/// so that an answer lost on the way back still finds its job.
/// </summary>
internal sealed class Attempt : IModeOwned
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>Counts 1, 2, 3 … within the job.</summary>
    public required int Number { get; init; }

    /// <summary>"kie" or "sandbox".</summary>
    public required string Provider { get; init; }

    /// <summary>The unguessable part of this attempt's callback address.</summary>
    public required string CallbackToken { get; init; }

    public required AttemptState State { get; set; }

    /// <summary>The provider's own id of the task.</summary>
    public string? ProviderTaskId { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Until when an unknown attempt stays held.</summary>
    public DateTimeOffset? VerifyUntil { get; set; }

    /// <summary>How often the provider was asked for the task's state.</summary>
    public int Polls { get; set; }

    /// <summary>When the success that led to the delivery was read; from then on the results are copied.</summary>
    public DateTimeOffset? ReadyAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the provider said, or what went wrong on the way.</summary>
    public string? Error { get; set; }

    /// <summary>What the provider charged us, in millionths of a Kie credit; null while unknown.</summary>
    public long? KieMicroCredits { get; set; }
}

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> attempt)
    {
        attempt.ToTable("generation_attempts");
        attempt.HasKey(a => a.Id);

        // Poll, callback and window's end may come at once: who saves over what another changed meanwhile starts again.
        attempt.Property<uint>("xmin").IsRowVersion();
        attempt.Property(a => a.Id).ValueGeneratedNever();
        attempt.Property(a => a.Provider).HasMaxLength(20);
        attempt.Property(a => a.CallbackToken).HasMaxLength(64);
        attempt.Property(a => a.ProviderTaskId).HasMaxLength(120);
        attempt.Property(a => a.Error).HasMaxLength(1000);
        attempt.HasIndex(a => a.CallbackToken).IsUnique();
        attempt.HasIndex(a => new { a.JobId, a.Number }).IsUnique();
    }
}
