using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Stripe.Wire;

/// <summary>An error in Stripe's shape; thrown by an operation, written by <see cref="ApiPipeline"/>.</summary>
internal sealed class StripeProblem(int status, string type, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Type { get; } = type;

    public string? Code { get; private init; }

    public string? DeclineCode { get; private init; }

    public string? Param { get; private init; }

    /// <summary>The payment the error is about, as Stripe nests it in card errors.</summary>
    public JsonObject? PaymentIntent { get; private init; }

    /// <summary>True when the operation had begun, so that an idempotency key must replay this very error.</summary>
    public bool ExecutionBegan { get; private init; }

    public static StripeProblem Invalid(string message, string? param = null, string? code = null) =>
        new(400, "invalid_request_error", message) { Param = param, Code = code };

    public static StripeProblem Missing(string param) => Invalid($"Missing required param: {param}.", param, "parameter_missing");

    public static StripeProblem Unknown(string param) =>
        Invalid($"Received unknown parameter: {param}", param, "parameter_unknown");

    public static StripeProblem NoSuch(string kind, string id, string param = "id") =>
        new(404, "invalid_request_error", $"No such {kind}: '{id}'") { Param = param, Code = "resource_missing" };

    public static StripeProblem Unauthorized(string message) => new(401, "invalid_request_error", message);

    public static StripeProblem Idempotency(int status, string message, string? code = null) => new(status, "idempotency_error", message) { Code = code };

    public static StripeProblem Declined(string code, string? declineCode, string message, JsonObject paymentIntent) =>
        new(402, "card_error", message) { Code = code, DeclineCode = declineCode, PaymentIntent = paymentIntent, ExecutionBegan = true };

    public JsonObject ToJson(string requestId)
    {
        var error = new JsonObject { ["type"] = Type, ["message"] = Message };
        Put(error, "code", Code);
        Put(error, "decline_code", DeclineCode);
        Put(error, "param", Param);
        Put(error, "doc_url", Code is null ? null : "https://stripe.com/docs/error-codes/" + Code.Replace('_', '-'));
        error["request_log_url"] = "https://dashboard.stripe.com/test/logs/" + requestId;
        if (PaymentIntent is not null)
        {
            error["payment_intent"] = PaymentIntent.DeepClone();
        }

        return new JsonObject { ["error"] = error };
    }

    private static void Put(JsonObject error, string name, string? value)
    {
        if (value is not null)
        {
            error[name] = value;
        }
    }
}
