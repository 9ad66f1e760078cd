using KieSaaS.Identity;
using KieSaaS.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieSaaS.Web.Hosting;

/// <summary>Two sign-ins to look around with. Development only: a published build never has them.</summary>
internal static class DemoAccounts
{
    public const string Password = "look-around-kiesaas", Tenant = "demo@kiesaas.test", Staff = "staff@kiesaas.test";

    /// <summary>Does nothing when they are there, by whichever node.</summary>
    public static async Task SeedAsync(IServiceProvider services, CancellationToken ct)
    {
        await EnsureAsync(services, Tenant, async (scope, user) =>
            await scope.GetRequiredService<OpenWorkspace>().RunAsync(new OpenWorkspace.Question(user.Id, "Demo Studio", "en"), ct), ct);
        await EnsureAsync(services, Staff, async (scope, _) =>
            await scope.GetRequiredService<AddStaff>().RunAsync(new AddStaff.Question(Staff, StaffRole.Operator), ct), ct);
    }

    private static async Task EnsureAsync(IServiceProvider services, string email, Func<IServiceProvider, User, Task> complete, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("demo accounts");
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.FindByEmailAsync(email) is not null)
        {
            return;
        }

        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var user = new User { Id = Guid.CreateVersion7(now), UserName = email, Email = email, EmailConfirmed = true, CreatedAt = now };
        if (await IsCreatedAsync(users, user))
        {
            await complete(scope.ServiceProvider, user);
        }
    }

    // False when another node makes it at this moment: seen by the question beforehand, or by the database.
    private static async Task<bool> IsCreatedAsync(UserManager<User> users, User user)
    {
        try
        {
            var created = await users.CreateAsync(user, Password);
            return created.Succeeded || created.Errors.All(error => error.Code.StartsWith("Duplicate", StringComparison.Ordinal))
                ? created.Succeeded
                : throw new InvalidOperationException($"The demo account could not be made: {created}");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }
}
