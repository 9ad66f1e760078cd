using System.Globalization;

namespace KieSaaS.Sandbox.Kie;

/// <summary>Serves results for 14 days and uploads for one, with ranges; a link with an <c>expires</c> time ends with it.</summary>
internal sealed class ServeFile(TaskStore tasks, TaskResult results, UploadStore uploads, FaultPlan faults, SandboxClock clock)
{
    private const int IdLength = 32;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    /// <summary>A result by its file name.</summary>
    public async Task<IResult> ResultAsync(HttpContext http, string name)
    {
        var task = name.Length > IdLength ? tasks.Find(name[..IdLength]) : null;
        var active = faults.Take("result", task?.Model);
        if (await active.BeforeAsync(http) is { } instead)
        {
            return instead;
        }

        return task?.EndedAt is { } ended && clock.Milliseconds() - ended < Kept.TotalMilliseconds && !IsOver(http) && results.File(task, name) is { } file
            ? Results.Bytes(file.Bytes, file.ContentType, enableRangeProcessing: true, lastModified: DateTimeOffset.FromUnixTimeMilliseconds(ended))
            : Results.NotFound();
    }

    /// <summary>An upload by its path.</summary>
    public IResult Upload(HttpContext http, string path)
    {
        if (IsOver(http) || uploads.Find(path) is not var (file, place))
        {
            return Results.NotFound();
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(place, file.MimeType, enableRangeProcessing: true);
    }

    private bool IsOver(HttpContext http) =>
        long.TryParse(http.Request.Query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires) && expires <= clock.Milliseconds();
}
