using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Generation;

/// <summary>Where a job is on its way.</summary>
public enum JobState
{
    /// <summary>Accepted and held; not sent yet, so it can be cancelled.</summary>
    Queued,

    /// <summary>Being sent, or sent: the provider works on it.</summary>
    Running,

    /// <summary>The provider's answer to the create was lost; its callback may still come.</summary>
    Verifying,

    /// <summary>Delivered and charged.</summary>
    Succeeded,

    /// <summary>Not delivered; the hold was given back.</summary>
    Failed,
}

/// <summary>What a state means, in one place.</summary>
internal static class JobStates
{
    /// <summary>True when nothing follows.</summary>
    public static bool IsFinal(this JobState state) => state is JobState.Succeeded or JobState.Failed;
}

/// <summary>One generation request of a tenant, from accepted to delivered, with the price it was accepted at.</summary>
internal sealed class Job : IModeOwned
{
    public required Guid Id { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>The API key it came with; null from the Studio.</summary>
    public required Guid? KeyId { get; init; }

    /// <summary>The member who asked; null by key.</summary>
    public required Guid? UserId { get; init; }

    /// <summary>The catalogue entry's own key.</summary>
    public required string EntryKey { get; init; }

    /// <summary>The model string as the tenant sent it, which is echoed back.</summary>
    public required string Model { get; init; }

    /// <summary>"Image", "Video", "Audio" or "Music".</summary>
    public required string Kind { get; init; }

    /// <summary>The validated input as JSON: exactly what was priced and is sent.</summary>
    public required string Input { get; init; }

    /// <summary>What was held and will be charged; zero where the model is free.</summary>
    public required Credits Price { get; init; }

    /// <summary>The price book it was priced with.</summary>
    public required int BookNumber { get; init; }

    /// <summary>How the price came about, as JSON: row, unit, quantity, markup, upstream cost, input hash.</summary>
    public required string PriceBasis { get; init; }

    /// <summary>Where the tenant wants to be told of the end.</summary>
    public required string? CallbackUrl { get; init; }

    public required JobState State { get; set; }

    /// <summary>0 to 100.</summary>
    public int Progress { get; set; }

    /// <summary>Why it failed, as a code of the upstream's kind ("400", "500", "501").</summary>
    public string? FailCode { get; set; }

    /// <summary>Why it failed, in words a user can act on.</summary>
    public string? FailMessage { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public bool IsFinished => State.IsFinal();
}

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.ToTable("generation_jobs", table => table.HasCheckConstraint("generation_jobs_price_not_negative", "price >= 0"));
        job.HasKey(j => j.Id);

        // Poll, callback and window's end may come at once: who saves over what another changed meanwhile starts again.
        job.Property<uint>("xmin").IsRowVersion();
        job.Property(j => j.Id).ValueGeneratedNever();
        job.Ignore(j => j.IsFinished);
        job.Property(j => j.EntryKey).HasMaxLength(120);
        job.Property(j => j.Model).HasMaxLength(160);
        job.Property(j => j.Kind).HasMaxLength(20);
        job.Property(j => j.CallbackUrl).HasMaxLength(2000);
        job.Property(j => j.FailCode).HasMaxLength(20);
        job.Property(j => j.FailMessage).HasMaxLength(1000);
        job.HasIndex(j => new { j.TenantId, j.Mode, j.Id });
    }
}
