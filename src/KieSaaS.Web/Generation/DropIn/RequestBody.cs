using System.Buffers;
using System.Text.Json;
using KieSaaS.Web.Shell;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>Reads a request's body as JSON without copying it where it came in one piece, and no more than allowed.</summary>
internal static class RequestBody
{
    /// <summary>Largest body in bytes: a prompt and addresses; media come by address.</summary>
    public const int Largest = 1024 * 1024;

    // Deep enough that the input's own check can name the field that is nested too deeply.
    private static readonly JsonDocumentOptions Parsing = new() { MaxDepth = 512 };

    /// <summary>Parses the body and hands it to <paramref name="use"/>; answers by itself when there is nothing to hand over.</summary>
    public static async Task UseAsync(HttpContext context, Func<HttpContext, JsonElement, Task> use)
    {
        if (await BoundedBody.ReadAsync(context.Request, Largest, context.RequestAborted) is not { } body)
        {
            await TooLargeAsync(context);
            return;
        }

        try
        {
            await ParseAsync(context, body, use);
        }
        finally
        {
            BoundedBody.Release(context.Request, body);
        }
    }

    private static async Task ParseAsync(HttpContext context, ReadOnlySequence<byte> body, Func<HttpContext, JsonElement, Task> use)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, Parsing);
        }
        catch (JsonException wrong)
        {
            await Envelope.RefuseAsync(context, EnvelopeCodes.BadRequest, Where(body, wrong));
            return;
        }

        using (document)
        {
            await use(context, document.RootElement);
        }
    }

    private static string Where(ReadOnlySequence<byte> body, JsonException wrong) => body.IsEmpty
        ? "The request body is empty: send a JSON object."
        : FormattableString.Invariant($"The request body is not valid JSON at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}: check commas, quotation marks, brackets and numbers.");

    private static Task TooLargeAsync(HttpContext context)
    {
        // Whatever else is on the way is not read: the connection ends with this answer.
        context.Response.Headers.Connection = "close";
        return Envelope.RefuseAsync(
            context, EnvelopeCodes.TooLarge, FormattableString.Invariant($"The request body is larger than {Largest} bytes: send media by address instead of inside the body."));
    }
}
