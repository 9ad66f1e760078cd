using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>A file on its way in.</summary>
/// <param name="Bytes">Its content.</param>
/// <param name="MimeType">The content type that was said, or null.</param>
/// <param name="OriginalName">The name it came with, or null.</param>
internal sealed record UploadContent(byte[] Bytes, string? MimeType, string? OriginalName);

/// <summary>The upload cannot be taken; the message names the field.</summary>
internal sealed class UploadRefusedException(string message) : Exception(message);

/// <summary>The three ways in which a file comes (reference section 3), each read to its fields and its content.</summary>
internal sealed class UploadSource(FetchFile fetch)
{
    /// <summary>Reads one request.</summary>
    public delegate Task<(JsonObject Fields, UploadContent Content)> Reader(HttpContext http);

    /// <summary>JSON with <c>base64Data</c>, raw or as a data URL.</summary>
    public async Task<(JsonObject Fields, UploadContent Content)> Base64Async(HttpContext http)
    {
        var fields = await FieldsAsync(http);
        var data = Required(fields, "base64Data");
        string? mimeType = null;
        if (data.StartsWith("data:", StringComparison.Ordinal) && data.IndexOf(',', StringComparison.Ordinal) is var comma and > 0)
        {
            mimeType = data[5..comma].Split(';')[0];
            data = data[(comma + 1)..];
        }

        try
        {
            return (fields, new UploadContent(Convert.FromBase64String(data), mimeType, null));
        }
        catch (FormatException)
        {
            throw new UploadRefusedException("base64Data is not valid Base64");
        }
    }

    /// <summary>JSON with <c>fileUrl</c>.</summary>
    public async Task<(JsonObject Fields, UploadContent Content)> UrlAsync(HttpContext http)
    {
        var fields = await FieldsAsync(http);
        return (fields, await fetch.RunAsync(Required(fields, "fileUrl"), http.RequestAborted));
    }

    /// <summary>A form with the part <c>file</c>.</summary>
    public async Task<(JsonObject Fields, UploadContent Content)> StreamAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            throw new UploadRefusedException("the body is not multipart/form-data");
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var file = form.Files.GetFile("file") ?? throw new UploadRefusedException("file is required");
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, http.RequestAborted);

        var fields = new JsonObject();
        foreach (var (name, value) in form)
        {
            fields[name] = value.ToString();
        }

        return (fields, new UploadContent(bytes, file.ContentType, file.FileName));
    }

    /// <summary>A field that must be there.</summary>
    public static string Required(JsonObject fields, string name) =>
        TaskInput.Text(fields, name) is { Length: > 0 } value ? value : throw new UploadRefusedException($"{name} is required");

    private static async Task<JsonObject> FieldsAsync(HttpContext http)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, null, new JsonDocumentOptions { AllowDuplicateProperties = false }, http.RequestAborted) as JsonObject
                ?? throw new UploadRefusedException("the body is not a JSON object");
        }
        catch (JsonException)
        {
            throw new UploadRefusedException("the body is not valid JSON");
        }
    }
}
