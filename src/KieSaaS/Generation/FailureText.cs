using System.Globalization;

namespace KieSaaS.Generation;

/// <summary>Why a job failed, in words a user can act on. What is wrong with our own account is not the user's to know.</summary>
internal static class FailureText
{
    private const string OursIsDown = "The provider cannot take jobs for us right now. Nothing was charged; please try again later.";

    public static string CodeOf(CreateAnswer.Refused refused) => refused.IsOurs || refused.Code == 0
        ? "500"
        : refused.Code.ToString(CultureInfo.InvariantCulture);

    public static string Of(CreateAnswer.Refused refused) => refused.IsOurs || refused.IsRetryable
        ? OursIsDown
        : $"The provider refused the request: {refused.Message}";

    public static string Of(TaskSnapshot task) => string.IsNullOrWhiteSpace(task.FailMessage)
        ? "The provider could not generate this. Change the prompt or the parameters and try again."
        : task.FailMessage;
}
