namespace KieSaaS.Web.Shell.Errors;

/// <summary>How a page says by itself, in its own frame and words, that what it would show is not there.</summary>
internal static class MissingPage
{
    /// <summary>
    /// Gives the page that is being rendered the status 404. The framework drops a rendered page that has this status already, so that
    /// the general error page may answer: the status is set when the answer starts.
    /// </summary>
    public static void AnswerNotFound(this HttpContext? context) => context?.Response.OnStarting(static state =>
    {
        var response = (HttpResponse)state;
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Task.CompletedTask;
    }, context.Response);
}
