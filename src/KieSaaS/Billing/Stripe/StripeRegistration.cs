using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KieSaaS.Billing.Stripe;

/// <summary>Puts Stripe behind <see cref="IPayments"/>; called by the billing module's own registration.</summary>
internal static class StripeRegistration
{
    private const int LongestAnswer = 8 * 1024 * 1024;

    /// <summary>Settings from section "Stripe", checked when the host starts.</summary>
    public static IServiceCollection AddStripe(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StripeOptions>().Bind(configuration.GetSection(StripeOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StripeOptions>, StripeOptionsValidation>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StripeResilience>();
        services.AddTransient<IPayments, StripePayments>();
        services.AddHttpClient<StripeClient>(http =>
            {
                http.Timeout = Timeout.InfiniteTimeSpan; // each attempt has its own limit, set in StripeResilience
                http.MaxResponseContentBufferSize = LongestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        return services;
    }
}
