using System.Globalization;
using System.Security.Cryptography;

namespace KieSaaS.Sandbox.Kie;

/// <summary>Takes an uploaded file and answers in the upload host's envelope, which says <c>success</c> twice (reference section 3).</summary>
internal sealed class Upload(UploadStore store, FaultPlan faults, SandboxAddress address, SandboxOptions options, SandboxClock clock)
{
    /// <summary>Answers one upload whose request <paramref name="read"/> understands.</summary>
    public async Task<IResult> RunAsync(HttpContext http, UploadSource.Reader read)
    {
        var active = faults.Take("upload", null);
        if (await active.BeforeAsync(http) is { } instead)
        {
            return instead;
        }

        try
        {
            var (fields, content) = await read(http);
            var folder = Folder(UploadSource.Required(fields, "uploadPath"));
            var asked = TaskInput.Text(fields, "fileName");
            var mimeType = FileType.Of(content.MimeType, asked ?? content.OriginalName, content.Bytes);
            var name = string.IsNullOrEmpty(asked) ? RandomName(mimeType, content.OriginalName) : Part(asked, "fileName");
            var file = await store.KeepAsync($"kieai/{Account}/{folder}/{name}", mimeType, content.Bytes, http.RequestAborted);
            return active.After(http, new UploadAnswer(true, 200, "File uploaded successfully", Describe(file)));
        }
        catch (UploadRefusedException refused)
        {
            return active.After(http, new UploadAnswer(false, 400, refused.Message, null));
        }
    }

    private int Account => 100_000 + (options.Seed & 0xFFFF);

    private static string Folder(string path) => string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => Part(part, "uploadPath")));

    private static string Part(string part, string field) =>
        part is "." or ".." || part.AsSpan().IndexOfAny("/\\?#%") >= 0 || part.Any(char.IsControl)
            ? throw new UploadRefusedException($"{field} may not contain '{part}'")
            : part;

    private string RandomName(string mimeType, string? original)
    {
        var extension = Path.GetExtension(original) is { Length: > 1 } ending && ending[1..].All(char.IsAsciiLetterOrDigit) ? ending : FileType.Extension(mimeType);
        return $"{clock.Milliseconds()}-{RandomNumberGenerator.GetHexString(11, lowercase: true)}{extension}";
    }

    private UploadData Describe(UploadedFile file) => new(
        true,
        file.Name,
        file.Path,
        address.Base + UploadStore.Folder + Uri.EscapeDataString(file.Path).Replace("%2F", "/", StringComparison.Ordinal),
        file.Size,
        file.MimeType,
        file.UploadedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private sealed record UploadAnswer(bool Success, int Code, string Msg, UploadData? Data) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => KieAnswer.SendAsync(httpContext, Code, this);
    }

    private sealed record UploadData(bool Success, string FileName, string FilePath, string DownloadUrl, long FileSize, string MimeType, string UploadedAt);
}
