using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieSaaS.Identity;

/// <summary>A person who can sign in. The user name is the e-mail address; what the person may do stands in memberships and staff roles.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>The language of mail to this person: "en" or "ru".</summary>
    public string Language { get; set; } = "en";

    /// <summary>When the account was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The workspace asked for at sign-up; it is opened, and this emptied, when the address is confirmed.</summary>
    public string? PendingWorkspace { get; set; }
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("identity_users");
        user.HasKey(u => u.Id);
        user.Property(u => u.Id).ValueGeneratedNever();
        user.Property(u => u.ConcurrencyStamp).IsConcurrencyToken().HasMaxLength(40);
        user.Property(u => u.SecurityStamp).HasMaxLength(80);
        user.Property(u => u.UserName).HasMaxLength(EmailAddress.MaxLength);
        user.Property(u => u.NormalizedUserName).HasMaxLength(EmailAddress.MaxLength);
        user.Property(u => u.Email).HasMaxLength(EmailAddress.MaxLength);
        user.Property(u => u.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        user.Property(u => u.PasswordHash).HasMaxLength(200);
        user.Property(u => u.PhoneNumber).HasMaxLength(40);
        user.Property(u => u.Language).HasMaxLength(5);
        user.Property(u => u.PendingWorkspace).HasMaxLength(80);
        user.HasIndex(u => u.NormalizedUserName).IsUnique();
        user.HasIndex(u => u.NormalizedEmail).IsUnique();
    }
}
