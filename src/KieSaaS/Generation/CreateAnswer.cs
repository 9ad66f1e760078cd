namespace KieSaaS.Generation;

/// <summary>How a create ended: one of exactly three ways.</summary>
internal abstract record CreateAnswer
{
    private CreateAnswer()
    {
    }

    /// <summary>The task runs.</summary>
    /// <param name="TaskId">The provider's id of it, at most 120 visible ASCII characters.</param>
    internal sealed record Accepted(string TaskId) : CreateAnswer;

    /// <summary>Nothing was started, for certain.</summary>
    /// <param name="Code">The provider's code, 0 when the request never left.</param>
    /// <param name="Message">The provider's words, at most 1000 characters; for the attempt, to be put in own words for users.</param>
    /// <param name="IsRetryable">True when the same request may be accepted later.</param>
    /// <param name="IsOurs">True when our account is at fault (key, balance, cap): staff must act, the user cannot.</param>
    internal sealed record Refused(int Code, string Message, bool IsRetryable, bool IsOurs = false) : CreateAnswer;

    /// <summary>The answer was lost or says nothing: the task may run, and its callback may come.</summary>
    /// <param name="Reason">What was seen, for the attempt.</param>
    internal sealed record Unknown(string Reason) : CreateAnswer;
}
