using KieSaaS.Billing;
using KieSaaS.Web.Shell.Security;

namespace KieSaaS.Web.Billing;

/// <summary>Packs, orders and the ledger on the web, and the door for the payment provider's notices.</summary>
public static class BillingWebModule
{
    /// <summary>Lets the buy button lead to the payment page. Needs the business's payments.</summary>
    public static IServiceCollection AddBillingWeb(this IServiceCollection services)
    {
        services.AddOptions<FormTargets>().Configure<IPayments>((targets, payments) => targets.Sites.Add(payments.PageOrigin));
        return services;
    }

    /// <summary>Maps what is neither a page nor a controller: the webhook.</summary>
    public static IEndpointRouteBuilder MapBilling(this IEndpointRouteBuilder routes)
    {
        StripeWebhook.Map(routes);
        return routes;
    }
}
