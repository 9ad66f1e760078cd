using System.Text.Encodings.Web;
using System.Text.Json;

namespace KieSaaS.Sandbox.Kie;

/// <summary>Kie's envelope. The HTTP status stays 200 for business errors too, unless the settings ask for strict statuses.</summary>
/// <param name="Code">200, or what went wrong.</param>
/// <param name="Msg">A sentence for people.</param>
/// <param name="Data">The answer, or null.</param>
internal sealed record KieAnswer(int Code, string Msg, object? Data) : IResult
{
    /// <summary>Kie's way of writing JSON: camel case, quotes escaped by a backslash, nulls written.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A good answer.</summary>
    public static KieAnswer Ok(object? data) => new(200, "success", data);

    /// <summary>A refusal.</summary>
    public static KieAnswer No(int code, string message) => new(code, message, null);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => SendAsync(httpContext, Code, this);

    /// <summary>Writes a body whose outcome is <paramref name="code"/>.</summary>
    public static async Task SendAsync(HttpContext http, int code, object body)
    {
        var settings = http.RequestServices.GetRequiredService<KieSettingsStore>().Current;
        http.Response.StatusCode = settings.StrictStatus && code is >= 400 and < 600 ? code : StatusCodes.Status200OK;
        http.Response.ContentType = "application/json;charset=UTF-8";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json), http.RequestAborted);
    }
}
