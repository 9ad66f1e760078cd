using KieSaaS.Kernel;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>
/// The one place that turns a refusal into the upstream's <c>code</c>. The meanings are those of the reference on the upstream
/// (kie-api.md, section 5); where the upstream has none, the reason stands beside it.
/// </summary>
internal static class EnvelopeCodes
{
    /// <summary>The body is not JSON.</summary>
    public const int BadRequest = 400;

    /// <summary>No key, or not a valid one.</summary>
    public const int Unauthenticated = 401;

    /// <summary>The body is larger than the endpoint takes.</summary>
    public const int TooLarge = 413;

    /// <summary>A field is missing or wrong, or a record is unknown: the upstream uses one code for both.</summary>
    public const int Validation = 422;

    /// <summary>Our own failure.</summary>
    public const int Internal = 500;

    /// <summary>The upstream's word for "not now": maintenance.</summary>
    public const int NotNow = 455;

    // Not in the upstream's list. Its 401 would make people replace a key that is fine.
    private const int Forbidden = 403;

    // A key's cap on credits is not a rate: a client that backs off on 429 would knock until midnight.
    private const int KeyCap = 433;

    public static int Of(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Invalid => Validation,
        RefusalKind.Unauthenticated => Unauthenticated,
        RefusalKind.Forbidden => Forbidden,
        RefusalKind.NotFound => Validation,
        RefusalKind.Conflict => 409,
        RefusalKind.NotEnoughCredits => 402,
        RefusalKind.LimitReached => refusal.Code == "generation.key-spend-limit" ? KeyCap : 429,
        RefusalKind.TryLater => NotNow,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Kind, "A kind of refusal without a code."),
    };

    /// <summary>The HTTP status: 200 as upstream, but for what proxies and HTTP clients must see as well.</summary>
    public static int StatusOf(int code) => code switch
    {
        Unauthenticated => StatusCodes.Status401Unauthorized,
        TooLarge => StatusCodes.Status413PayloadTooLarge,
        NotNow => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status200OK,
    };
}
