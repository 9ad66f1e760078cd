namespace KieSaaS.Kernel;

/// <summary>Why the answer is no. The web turns each kind into a status code, in one place.</summary>
public enum RefusalKind
{
    /// <summary>The input is wrong; the message names the field and the cure.</summary>
    Invalid,

    /// <summary>Nobody is signed in, or the key is unknown.</summary>
    Unauthenticated,

    /// <summary>Known, but not allowed.</summary>
    Forbidden,

    /// <summary>No such thing, or it belongs to another tenant: the two are not told apart.</summary>
    NotFound,

    /// <summary>The present state does not allow it.</summary>
    Conflict,

    /// <summary>Not enough credits; the details say how many are needed and available.</summary>
    NotEnoughCredits,

    /// <summary>A limit is reached; the details say which and when it resets.</summary>
    LimitReached,

    /// <summary>Something we depend on is not there right now; trying later may help.</summary>
    TryLater,
}

/// <summary>
/// A "no" that belongs to the business. It is shown to a person and never logged as an error;
/// what should never happen is still an exception.
/// </summary>
/// <param name="Kind">What sort of no.</param>
/// <param name="Code">A stable machine name, such as "billing.not-enough-credits".</param>
/// <param name="Message">What happened and what to change, in English; pages translate by <paramref name="Code"/>.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message)
{
    /// <summary>The field at fault, when there is one.</summary>
    public string? Field { get; init; }

    /// <summary>Facts a client can act on: needed, available, limit, link.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The same refusal that names a field.</summary>
    public Refusal For(string field) => this with { Field = field };
}
