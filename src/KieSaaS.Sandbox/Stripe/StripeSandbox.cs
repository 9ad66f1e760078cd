using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Checkout;
using KieSaaS.Sandbox.Stripe.Control;
using KieSaaS.Sandbox.Stripe.Hosted;
using KieSaaS.Sandbox.Stripe.Webhooks;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe;

/// <summary>The sandbox's Stripe: what it consists of and which addresses it answers.</summary>
internal static class StripeSandbox
{
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddStripe(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<StripeStore>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<FaultPlan>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<ApiPipeline>();
        services.AddSingleton<CreateSession>();
        services.AddSingleton<ExpireSessions>();
        services.AddSingleton<PaySession>();
        services.AddSingleton<CheckoutRoutes>();
        services.AddSingleton<EndpointRoutes>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<HostedPage>();
        services.AddHostedService<Clockwork>();
        services.AddHttpClient<DeliveryAttempt>(http => http.Timeout = DeliveryTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        return services;
    }

    public static void MapStripe(this IEndpointRouteBuilder routes)
    {
        var checkout = routes.ServiceProvider.GetRequiredService<CheckoutRoutes>();
        Api(routes, "POST", "/v1/checkout/sessions", checkout.CreateSession);
        Api(routes, "GET", "/v1/checkout/sessions", checkout.ListSessions);
        Api(routes, "GET", "/v1/checkout/sessions/{id}", checkout.RetrieveSession);
        Api(routes, "GET", "/v1/checkout/sessions/{id}/line_items", checkout.LineItems);
        Api(routes, "POST", "/v1/checkout/sessions/{id}/expire", checkout.ExpireSession);
        Api(routes, "GET", "/v1/payment_intents", checkout.ListIntents);
        Api(routes, "GET", "/v1/payment_intents/{id}", checkout.RetrieveIntent);
        Api(routes, "GET", "/v1/charges", checkout.ListCharges);
        Api(routes, "GET", "/v1/charges/{id}", checkout.RetrieveCharge);
        Api(routes, "GET", "/v1/payment_pages/{id}", checkout.RetrievePage, publishableAllowed: true);
        Api(routes, "POST", "/v1/payment_pages/{id}/confirm", checkout.ConfirmPage, publishableAllowed: true);

        var webhooks = routes.ServiceProvider.GetRequiredService<EndpointRoutes>();
        Api(routes, "GET", "/v1/events", webhooks.ListEvents);
        Api(routes, "GET", "/v1/events/{id}", webhooks.RetrieveEvent);
        Api(routes, "POST", "/v1/webhook_endpoints", webhooks.CreateEndpoint);
        Api(routes, "GET", "/v1/webhook_endpoints", webhooks.ListEndpoints);
        Api(routes, "GET", "/v1/webhook_endpoints/{id}", webhooks.RetrieveEndpoint);
        Api(routes, "DELETE", "/v1/webhook_endpoints/{id}", webhooks.DeleteEndpoint);

        routes.Map("/v1/{**rest}", (HttpContext context, ApiPipeline pipeline) => pipeline.RunAsync(context, _ => throw NotPlayed(context.Request)));
        HostedRoutes.Map(routes);
        ControlRoutes.Map(routes);
    }

    private static void Api(IEndpointRouteBuilder routes, string method, string pattern, Func<ApiCall, JsonObject> operation, bool publishableAllowed = false) =>
        routes.MapMethods(pattern, [method], (HttpContext context, ApiPipeline pipeline) => pipeline.RunAsync(context, operation, publishableAllowed));

    private static StripeProblem NotPlayed(HttpRequest request) =>
        new(404, "invalid_request_error", $"Unrecognized request URL ({request.Method}: {request.Path}). The sandbox plays Checkout in mode payment, payment intents, charges, events and webhook endpoints.");
}
