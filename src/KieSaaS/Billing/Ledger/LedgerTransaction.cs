using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Billing.Ledger;

/// <summary>
/// One movement of credits: entries that sum to zero, known by a cause that counts once per tenant and mode.
/// Written once, never changed, never deleted: a mistake is put right by another movement.
/// </summary>
internal sealed class LedgerTransaction : IModeOwned
{
    public required Guid Id { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>Counts 1, 2, 3 … within a tenant and mode, given under the wallet's lock.</summary>
    public required long Number { get; init; }

    public required LedgerKind Kind { get; init; }

    /// <summary>"order:…", "job:…:capture", "workspace:…:welcome".</summary>
    public required string Cause { get; init; }

    /// <summary>What it did to the balance; negative when credits left.</summary>
    public required Credits Change { get; init; }

    public required Credits BalanceAfter { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>Who did it, for the audit.</summary>
    public required string Actor { get; init; }

    /// <summary>What people read on the line: a pack's name, a model's name, a reason.</summary>
    public required string Note { get; init; }
}

/// <summary>One side of a movement.</summary>
internal sealed class LedgerEntry : IModeOwned
{
    public required Guid TransactionId { get; init; }

    public required int Line { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    public required LedgerAccount Account { get; init; }

    /// <summary>Positive into the account, negative out of it.</summary>
    public required Credits Amount { get; init; }
}

internal sealed class LedgerTransactionConfiguration : IEntityTypeConfiguration<LedgerTransaction>
{
    public void Configure(EntityTypeBuilder<LedgerTransaction> transaction)
    {
        transaction.ToTable("billing_ledger_transactions");
        transaction.HasKey(t => t.Id);
        transaction.Property(t => t.Id).ValueGeneratedNever();
        transaction.Property(t => t.Cause).HasMaxLength(160);
        transaction.Property(t => t.Actor).HasMaxLength(200);
        transaction.Property(t => t.Note).HasMaxLength(200);

        // The last word on "never twice", should two nodes ever ask at once.
        transaction.HasIndex(t => new { t.TenantId, t.Mode, t.Cause }).IsUnique();
        transaction.HasIndex(t => new { t.TenantId, t.Mode, t.Number }).IsUnique();
        transaction.HasIndex(t => new { t.TenantId, t.Mode, t.PostedAt });
    }
}

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.ToTable("billing_ledger_entries", table => table.HasCheckConstraint("billing_ledger_entries_amount_not_zero", "amount <> 0"));
        entry.HasKey(e => new { e.TransactionId, e.Line });
        entry.HasOne<LedgerTransaction>().WithMany().HasForeignKey(e => e.TransactionId).OnDelete(DeleteBehavior.Restrict);
        entry.HasIndex(e => new { e.TenantId, e.Mode, e.Account });
    }
}
