using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Identity;

/// <summary>A tenant's key for its own software. The secret is shown once and kept only as a hash.</summary>
internal sealed class ApiKey : IModeOwned
{
    public required Guid Id { get; init; }

    public required TenantId TenantId { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the whole key. The secret has 190 bits, so a slow hash would add nothing.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>"kie_live_" or "kie_test_" and the first characters, enough to tell keys apart.</summary>
    public required string Prefix { get; init; }

    /// <summary>The last four characters.</summary>
    public required string LastFour { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("identity_api_keys");
        key.HasKey(k => k.Id);
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.Name).HasMaxLength(60);
        key.Property(k => k.Hash).HasMaxLength(32);
        key.Property(k => k.Prefix).HasMaxLength(20);
        key.Property(k => k.LastFour).HasMaxLength(4);
        key.Property(k => k.CreatedBy).HasMaxLength(200);
        key.HasIndex(k => k.Hash).IsUnique();
        key.HasIndex(k => new { k.TenantId, k.Mode, k.CreatedAt });
    }
}
