using System.Text.Json;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Work;

/// <summary>
/// Something still to be done, written in the same transaction as the change that asks for it: both are kept or both are gone.
/// </summary>
public sealed class WorkItem
{
    /// <summary>The identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the work.</summary>
    public required string Kind { get; init; }

    /// <summary>The work as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>The tenant it serves; null for the platform's own.</summary>
    public required TenantId? TenantId { get; init; }

    /// <summary>The mode it serves.</summary>
    public required Mode Mode { get; init; }

    /// <summary>Not before this (UTC, business time).</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When it was asked for (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was begun, not counting planned repeats.</summary>
    public int Attempts { get; set; }

    /// <summary>Who works on it now; guards against a worker whose lease ran out.</summary>
    public Guid? LeaseId { get; set; }

    /// <summary>By the database's clock: after this another worker may take it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Set when it failed too often: it waits for a person.</summary>
    public DateTimeOffset? DeadAt { get; set; }

    /// <summary>Why it failed last.</summary>
    public string? LastError { get; set; }
}

internal sealed class WorkItemConfiguration : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> item)
    {
        item.ToTable("work_items");
        item.HasKey(w => w.Id);
        item.Property(w => w.Id).ValueGeneratedNever();
        item.Property(w => w.Kind).HasMaxLength(80);
        item.HasIndex(w => w.DueAt).HasFilter("dead_at is null");
        item.HasIndex(w => w.DeadAt).HasFilter("dead_at is not null");
    }
}

/// <summary>Asks for work.</summary>
public static class WorkQueue
{
    /// <summary>The topic of the signal that new work is there.</summary>
    public const string Topic = "work";

    /// <summary>Adds an item to the context: it is kept exactly when the caller's changes are.</summary>
    public static WorkItem Enqueue<TWork>(this AppDbContext db, TWork work, DateTimeOffset now, DateTimeOffset? dueAt = null) where TWork : IWork
    {
        var item = new WorkItem
        {
            Id = Guid.CreateVersion7(now),
            Kind = TWork.Kind,
            Payload = JsonSerializer.Serialize(work),
            TenantId = db.Actor.Tenant,
            Mode = db.Actor.Mode,
            DueAt = dueAt ?? now,
            CreatedAt = now,
        };
        db.Add(item);
        return item;
    }
}
