using System.Data.Common;
using KieSaaS.Billing;
using KieSaaS.Tenancy;
using KieSaaS.Web.Shell;

namespace KieSaaS.Web.Billing;

/// <summary>
/// Where Stripe sends its notices. The signature over the raw bytes is all that lets one in; until it holds nothing is parsed, written
/// or logged. Anything but a 2xx makes Stripe send again, so a notice that could not be kept is never answered with one.
/// </summary>
internal static partial class StripeWebhook
{
    public const string Path = "/webhooks/stripe";

    /// <summary>Stripe's events are a few kilobytes.</summary>
    public const int LargestBody = 256 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, ReceiveAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> ReceiveAsync(HttpRequest request, IServiceScopeFactory scopes, ILoggerFactory logs, CancellationToken ct)
    {
        if (await BoundedBody.CopyAsync(request, LargestBody, ct) is not { } body)
        {
            return TypedResults.Problem($"The body is larger than {LargestBody} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        // A scope of its own: whoever this browser or program may be signed in as has no part in it.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("stripe notice");
        try
        {
            var received = await scope.ServiceProvider.GetRequiredService<ReceivePaymentNotice>().RunAsync(body, request.Headers["Stripe-Signature"], ct);
            return received.Match<IResult>(
                _ => TypedResults.Ok(),
                refusal => TypedResults.Problem(refusal.Message, statusCode: StatusCodes.Status400BadRequest));
        }
        catch (Exception e) when (e is DbException or TimeoutException || e.InnerException is DbException or TimeoutException)
        {
            NotKept(logs.CreateLogger(nameof(StripeWebhook)), e);
            return TypedResults.Problem("The notice could not be kept. Send it again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(LogLevel.Error, "A notice of the payment provider could not be kept; it will be sent again")]
    private static partial void NotKept(ILogger log, Exception e);
}
