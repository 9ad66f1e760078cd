using KieSaaS.Data;
using KieSaaS.Identity.Keys;
using KieSaaS.Identity.Letters;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Identity;

/// <summary>The table of contents of the module: what is not listed here does not run.</summary>
public static class IdentityModule
{
    /// <summary>Registers accounts, sessions and API keys. Needs the data, the queue, mail and the key ring.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddIdentityCore<User>(Configure)
            .AddUserStore<UserOnlyStore<User, AppDbContext, Guid>>()
            .AddPasswordValidator<PasswordRules>()
            .AddTokenProvider<LinkTokens>(LinkTokens.Name);
        services.AddWork<SendAccountLetter, SendAccountLetterHandler>(maxAttempts: 12);

        services.AddScoped<SignUp>();
        services.AddScoped<ConfirmEmail>();
        services.AddScoped<ResendConfirmation>();
        services.AddScoped<SignIn>();
        services.AddScoped<RequestPasswordReset>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<OpenWorkspace>();
        services.AddScoped<FindMemberships>();
        services.AddScoped<ITenantContacts, FindContacts>();
        services.AddScoped<AddStaff>();
        services.AddScoped<AddTenant>();
        services.AddSingleton<SessionCheck>();
        services.AddScoped<EndSession>();

        services.AddScoped<CreateApiKey>();
        services.AddScoped<RevokeApiKey>();
        services.AddScoped<ListApiKeys>();
        services.AddScoped<ListTenantAccess>();
        services.AddSingleton<KeyUses>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUses>());
        services.AddSingleton(provider => new AuthenticateApiKey(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<Signals>(),
            provider.GetRequiredService<TimeProvider>(),
            new KeyCache(provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<KeyUses>()));
        return services;
    }

    private static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;

        // The user name is the address, and addresses hold more than ASP.NET Identity's default letters.
        options.User.AllowedUserNameCharacters = "";
        options.SignIn.RequireConfirmedEmail = true;
        options.Password = new PasswordOptions
        {
            RequiredLength = PasswordRules.LeastLength,
            RequiredUniqueChars = 1,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.Tokens.EmailConfirmationTokenProvider = LinkTokens.Name;
        options.Tokens.PasswordResetTokenProvider = LinkTokens.Name;
    }
}
