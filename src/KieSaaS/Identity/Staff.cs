using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Identity;

/// <summary>A user who works for the platform.</summary>
internal sealed class Staff
{
    public required Guid UserId { get; init; }

    public required StaffRole Role { get; set; }

    public required DateTimeOffset AddedAt { get; init; }
}

internal sealed class StaffConfiguration : IEntityTypeConfiguration<Staff>
{
    public void Configure(EntityTypeBuilder<Staff> staff)
    {
        staff.ToTable("identity_staff");
        staff.HasKey(s => s.UserId);
        staff.Property(s => s.UserId).ValueGeneratedNever();
        staff.HasOne<User>().WithOne().HasForeignKey<Staff>(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
