using System.Net;
using System.Text.Json;

namespace KieSaaS.Billing.Stripe;

/// <summary>
/// Stripe said no, or could not be reached. <see cref="Type"/>, <see cref="Code"/> and <see cref="Param"/> are Stripe's own words
/// (docs.stripe.com/api/errors); a connection that failed has the type <see cref="Connection"/> and no status.
/// </summary>
internal sealed class StripeException(string type, string message, HttpStatusCode? status, bool mayRetry, Exception? inner = null)
    : PaymentsException(message, mayRetry, inner)
{
    /// <summary>Our word for an attempt that got no answer.</summary>
    public const string Connection = "connection_error";

    public string Type { get; } = type;

    public HttpStatusCode? Status { get; } = status;

    public string? Code { get; private init; }

    public string? Param { get; private init; }

    /// <summary>Stripe's id of the request, for its support.</summary>
    public string? RequestId { get; private init; }

    public static StripeException NoAnswer(Exception cause) => new(Connection, "Stripe could not be reached: " + cause.Message, status: null, mayRetry: true, cause);

    /// <summary>Reads Stripe's error body; a body that is none becomes an "api_error" with the status alone.</summary>
    public static StripeException From(HttpResponseMessage response, string body)
    {
        var error = ErrorOf(body);
        var requestId = response.Headers.TryGetValues("Request-Id", out var values) ? values.FirstOrDefault() : null;
        var message = error?.Message ?? $"Stripe answered {(int)response.StatusCode} without an explanation.";
        return new StripeException(error?.Type ?? "api_error", message, response.StatusCode, StripeResilience.MayRetry(response))
        {
            Code = error?.Code,
            Param = error?.Param,
            RequestId = requestId,
        };
    }

    private static ErrorBody? ErrorOf(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<ErrorEnvelope>(body, StripeJson.Options)?.Error;
        }
        catch (JsonException)
        {
            // A proxy between us and Stripe answers in its own format: the status still says enough.
            return null;
        }
    }

    private sealed record ErrorEnvelope(ErrorBody? Error);

    private sealed record ErrorBody(string? Type, string? Code, string? Param, string? Message);
}
