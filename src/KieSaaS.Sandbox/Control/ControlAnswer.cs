using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KieSaaS.Sandbox.Control;

/// <summary>How the controls read and write JSON, and how they say no.</summary>
internal static class ControlAnswer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A good answer.</summary>
    public static IResult Ok(object body) => Results.Json(body, Json);

    /// <summary>A refusal that says what is wrong.</summary>
    public static IResult No(int status, string error) => Results.Json(new { error }, Json, statusCode: status);

    /// <summary>Reads the body and answers; a body that cannot be used is a 400 that names the place.</summary>
    public static async Task<IResult> WithBodyAsync<T>(HttpContext http, Func<T, IResult> answer)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, Json, http.RequestAborted) is { } body ? answer(body) : No(400, "The body is null.");
        }
        catch (JsonException wrong)
        {
            return No(400, "The body cannot be used: " + wrong.Message);
        }
    }
}
