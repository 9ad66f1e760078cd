using KieSaaS.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KieSaaS.Mail;

/// <summary>Mail and the address its links begin with.</summary>
public static class MailModule
{
    /// <summary>Registers the transport that the settings ask for; refuses to start where mail would silently not arrive.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<IPostConfigureOptions<PublicAddress>, PublicAddressRules>();
        services.AddSingleton<IValidateOptions<PublicAddress>, PublicAddressRules>();
        services.AddOptions<PublicAddress>().BindConfiguration(PublicAddress.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailRules>();
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();

        services.AddScoped<SmtpTransport>();
        services.AddScoped<MailboxTransport>();
        services.AddScoped<NoTransport>();
        services.AddScoped(TransportOf);
        services.AddScoped<PostMail>();
        services.AddScoped<ReadMailbox>();
        services.AddWork<SendMail, SendMailHandler>(maxAttempts: 12);
        return services;
    }

    private static IMailTransport TransportOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<MailOptions>>().Value.Smtp.Host.Length > 0 ? services.GetRequiredService<SmtpTransport>()
        : services.GetRequiredService<IHostEnvironment>().IsDevelopment() ? services.GetRequiredService<MailboxTransport>()
        : services.GetRequiredService<NoTransport>();
}
