using System.Net.Mime;
using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Control;

namespace KieSaaS.Sandbox.Stripe.Wire;

/// <summary>
/// The way of every API request: record, key, version, idempotency, faults, operation, answer.
/// An operation runs alone (under the store's gate), so that what it reads is what it changes.
/// </summary>
internal sealed class ApiPipeline(StripeStore store, IdempotencyKeys keys, FaultPlan faults, RequestLog log)
{
    public const string Version = "2026-10-28.endive";
    private const int LongestBody = 1024 * 1024;

    /// <param name="context">The request.</param>
    /// <param name="operation">What to do; throws <see cref="StripeProblem"/> to refuse.</param>
    /// <param name="publishableAllowed">True where a browser may call with its publishable key.</param>
    public async Task RunAsync(HttpContext context, Func<ApiCall, JsonObject> operation, bool publishableAllowed = false)
    {
        var requestId = store.NewId("req_", 14);
        context.Response.Headers["Request-Id"] = requestId;
        context.Response.Headers["Stripe-Version"] = Version;
        var parameters = Parameters.Parse(await EncodedAsync(context));
        log.Add(context.Request, requestId, parameters);
        Answer answer;
        try
        {
            ApiKeys.Check(context.Request.Headers.Authorization.ToString(), publishableAllowed);
            CheckVersion(context.Request);
            answer = await AnswerAsync(context, requestId, parameters, operation);
        }
        catch (StripeProblem problem)
        {
            answer = Answer.Of(problem, requestId);
        }

        if (faults.Take(FaultKind.LoseResponse, context.Request) is not null)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, answer);
    }

    private async Task<Answer> AnswerAsync(HttpContext context, string requestId, Parameters parameters, Func<ApiCall, JsonObject> operation)
    {
        var request = context.Request;
        var key = HttpMethods.IsPost(request.Method) ? request.Headers["Idempotency-Key"].ToString() : "";
        using var claim = key.Length > 0 ? keys.Claim(key) : null;
        var fingerprint = IdempotencyKeys.Fingerprint(request.Method, request.Path, parameters);
        if (key.Length > 0 && keys.Find(key, fingerprint) is { } kept)
        {
            context.Response.Headers["Idempotent-Replayed"] = "true";
            context.Response.Headers["Original-Request"] = kept.RequestId;
            return new Answer(kept.Status, kept.Body);
        }

        if (faults.Take(FaultKind.Latency, request) is { } latency)
        {
            await Task.Delay(latency.Milliseconds, context.RequestAborted);
        }

        if (faults.Take(FaultKind.Status, request) is { } refusal)
        {
            return Refuse(context, refusal, requestId);
        }

        var call = new ApiCall(
            requestId,
            key.Length > 0 ? key : null,
            $"{request.Scheme}://{request.Host}",
            context.GetRouteValue("id") as string ?? "",
            parameters);
        lock (store.Gate)
        {
            var answer = Execute(call, operation, out var executionBegan);
            if (key.Length > 0 && executionBegan)
            {
                keys.Keep(key, fingerprint, requestId, answer.Status, answer.Body);
            }

            return answer;
        }
    }

    private static Answer Execute(ApiCall call, Func<ApiCall, JsonObject> operation, out bool executionBegan)
    {
        try
        {
            executionBegan = true;
            return new Answer(200, operation(call).ToJsonString());
        }
        catch (StripeProblem problem)
        {
            executionBegan = problem.ExecutionBegan;
            return Answer.Of(problem, call.RequestId);
        }
    }

    private static Answer Refuse(HttpContext context, Fault fault, string requestId)
    {
        if (fault.ShouldRetry is { } advice)
        {
            context.Response.Headers["Stripe-Should-Retry"] = advice ? "true" : "false";
        }

        var type = fault.Status == 429 ? "rate_limit_error" : fault.Status >= 500 ? "api_error" : "invalid_request_error";
        return Answer.Of(new StripeProblem(fault.Status, type, $"The sandbox was told to answer {fault.Status}."), requestId);
    }

    private static void CheckVersion(HttpRequest request)
    {
        var asked = request.Headers["Stripe-Version"].ToString();
        if (asked.Length > 0 && asked != Version)
        {
            throw StripeProblem.Invalid($"Invalid Stripe API version: {asked}. The sandbox speaks {Version}.");
        }
    }

    private static async Task<string> EncodedAsync(HttpContext context)
    {
        var query = context.Request.QueryString.Value?.TrimStart('?') ?? "";
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return query;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        return body.Length > LongestBody ? throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge) : body;
    }

    private static Task WriteAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        return context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private sealed record Answer(int Status, string Body)
    {
        public static Answer Of(StripeProblem problem, string requestId) => new(problem.Status, problem.ToJson(requestId).ToJsonString());
    }
}
