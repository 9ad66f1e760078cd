using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tests.Catalog;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Generation;

/// <summary>A pricing house with mail, and tenants whose owners read it.</summary>
public sealed class PriceNoticeHouse : PricingHouse
{
    /// <summary>A workspace with an owner who reads this language.</summary>
    internal async Task<(TenantId Tenant, string Email)> OpenAsync(string language = "en")
    {
        var (tenant, email) = (await OpenWorkspaceAsync(), $"owner-{Guid.NewGuid():n}@notices.test");
        await AsPlatformAsync(async (UserManager<User> users) =>
        {
            var user = new User { Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = true, Language = language, CreatedAt = Clock.GetUtcNow() };
            Assert.True((await users.CreateAsync(user)).Succeeded);
            return user.Id;
        });
        await ExecuteAsync($"insert into identity_members (tenant_id, user_id, role, joined_at) select '{tenant}', id, 'Owner', now() from identity_users where email = '{email}'");
        return (tenant, email);
    }

    internal async Task<IReadOnlyList<ReadMailbox.Item>> MailOfAsync(string email)
    {
        await RunDueWorkAsync();
        return [.. (await AsPlatformAsync((ReadMailbox mailbox) => mailbox.RunAsync(CancellationToken.None))).Where(mail => mail.To == email).Reverse()];
    }

    protected override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        base.AddServices(services, configuration);
        services.AddMail();
        services.AddDataProtection();
        services.AddIdentity();
    }
}
