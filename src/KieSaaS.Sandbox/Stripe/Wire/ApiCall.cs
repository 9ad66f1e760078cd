namespace KieSaaS.Sandbox.Stripe.Wire;

/// <summary>One authenticated request, ready for an operation.</summary>
/// <param name="RequestId">The id in the answer's <c>Request-Id</c>.</param>
/// <param name="IdempotencyKey">The key, on a POST that brought one.</param>
/// <param name="BaseAddress">How the caller reached the sandbox; the payment page is under the same address.</param>
/// <param name="Id">The object's id in the path, or "".</param>
/// <param name="Parameters">The form or the query.</param>
internal sealed record ApiCall(string RequestId, string? IdempotencyKey, string BaseAddress, string Id, Parameters Parameters);
