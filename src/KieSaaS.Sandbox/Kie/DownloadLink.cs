using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace KieSaaS.Sandbox.Kie;

/// <summary><c>POST /api/v1/common/download-url</c>: a link of ours that ends after 20 minutes.</summary>
internal sealed class DownloadLink(SandboxAddress address, SandboxClock clock)
{
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(20);

    /// <summary>Answers one request.</summary>
    public async Task<IResult> RunAsync(HttpContext http)
    {
        string? url;
        try
        {
            url = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) is JsonObject body ? TaskInput.Text(body, "url") : null;
        }
        catch (JsonException)
        {
            return KieAnswer.No(422, "The request body is not valid JSON");
        }

        var ours = url is not null
            && (url.StartsWith(address.Base + TaskResult.Folder, StringComparison.Ordinal) || url.StartsWith(address.Base + UploadStore.Folder, StringComparison.Ordinal));
        return ours
            ? KieAnswer.Ok(QueryHelpers.AddQueryString(url!, "expires", (clock.Milliseconds() + (long)Valid.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)))
            : KieAnswer.No(422, "url is wrong");
    }
}
