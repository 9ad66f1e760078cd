using System.Text.Json;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Audit;

/// <summary>Who did what to money, keys, prices and roles. Append-only: no login of the product may change or delete one.</summary>
public sealed class AuditEntry
{
    /// <summary>The identity, ordered by time.</summary>
    public required Guid Id { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The tenant concerned; null for the platform's own.</summary>
    public required TenantId? TenantId { get; init; }

    /// <summary>Who, in words.</summary>
    public required string Actor { get; init; }

    /// <summary>What, as a stable name: "api-key.created", "markup.changed".</summary>
    public required string Action { get; init; }

    /// <summary>On what: an identity or a key.</summary>
    public required string Subject { get; init; }

    /// <summary>Before, after, reason and other facts, as JSON without secrets.</summary>
    public required string Facts { get; init; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Actor).HasMaxLength(200);
        entry.Property(e => e.Action).HasMaxLength(80);
        entry.Property(e => e.Subject).HasMaxLength(200);
        entry.HasIndex(e => new { e.TenantId, e.Id });
    }
}

/// <summary>Writes the audit log.</summary>
public static class AuditLog
{
    /// <summary>Adds an entry to the context: it is kept exactly when the audited change is.</summary>
    /// <param name="db">The context that holds the change.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="action">A stable name: "api-key.created".</param>
    /// <param name="subject">On what.</param>
    /// <param name="facts">An object that is kept as JSON; never a secret.</param>
    /// <param name="tenant">The tenant concerned, when it is not the scope's own.</param>
    public static void Audit(this AppDbContext db, DateTimeOffset now, string action, string subject, object facts, TenantId? tenant = null) => db.Add(new AuditEntry
    {
        Id = Guid.CreateVersion7(now),
        At = now,
        TenantId = tenant ?? db.Actor.Tenant,
        Actor = db.Actor.Name,
        Action = action,
        Subject = subject,
        Facts = JsonSerializer.Serialize(facts),
    });
}
