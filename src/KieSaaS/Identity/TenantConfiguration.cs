using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Identity;

internal sealed class TenantConfiguration : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> tenant)
    {
        tenant.ToTable("identity_tenants");
        tenant.HasKey(t => t.TenantId);
        tenant.Property(t => t.TenantId).ValueGeneratedNever();
        tenant.Property(t => t.Name).HasMaxLength(80);
        tenant.Property(t => t.Language).HasMaxLength(5);
    }
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("identity_members");
        member.HasKey(m => new { m.TenantId, m.UserId });
        member.HasIndex(m => m.UserId);
        member.HasOne<Tenant>().WithMany().HasForeignKey(m => m.TenantId).OnDelete(DeleteBehavior.Restrict);
    }
}
