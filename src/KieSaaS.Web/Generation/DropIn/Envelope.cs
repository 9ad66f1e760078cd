using System.Text.Encodings.Web;
using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>
/// Writes the upstream's envelope <c>{"code", "msg", "data"}</c>, by hand because this is the portal's hottest path.
/// What we know beyond the upstream stands in a fourth key, <c>details</c>, that its clients ignore.
/// </summary>
internal static class Envelope
{
    private const int Ok = 200;

    // What the upstream writes: quotation marks and control characters escaped, everything else as it is.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A yes with its data, and the facts of <c>details</c> where there are any.</summary>
    public static Task WriteAsync<T>(HttpContext context, T value, Action<Utf8JsonWriter, T> data, Action<Utf8JsonWriter, T>? details = null)
    {
        Begin(context, StatusCodes.Status200OK);
        using (var writer = new Utf8JsonWriter(context.Response.BodyWriter, Writing))
        {
            WriteHead(writer, Ok, "success");
            data(writer, value);
            if (details is not null)
            {
                writer.WritePropertyName("details"u8);
                details(writer, value);
            }

            writer.WriteEndObject();
        }

        return FlushAsync(context);
    }

    /// <summary>A no of a use case.</summary>
    public static Task RefuseAsync(HttpContext context, Refusal refusal) =>
        RefuseAsync(context, EnvelopeCodes.Of(refusal), refusal.Message, refusal);

    /// <summary>A no with a code of its own.</summary>
    public static Task RefuseAsync(HttpContext context, int code, string message, Refusal? refusal = null)
    {
        Begin(context, EnvelopeCodes.StatusOf(code));
        using (var writer = new Utf8JsonWriter(context.Response.BodyWriter, Writing))
        {
            WriteHead(writer, code, message);
            writer.WriteNullValue();
            WriteDetails(writer, refusal);
            writer.WriteEndObject();
        }

        return FlushAsync(context);
    }

    private static void Begin(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=UTF-8";
    }

    private static Task FlushAsync(HttpContext context)
    {
        var flush = context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }

    private static void WriteHead(Utf8JsonWriter writer, int code, string message)
    {
        writer.WriteStartObject();
        writer.WriteNumber("code"u8, code);
        writer.WriteString("msg"u8, message);
        writer.WritePropertyName("data"u8);
    }

    private static void WriteDetails(Utf8JsonWriter writer, Refusal? refusal)
    {
        if (refusal is null)
        {
            return;
        }

        writer.WriteStartObject("details"u8);
        writer.WriteString("reason"u8, refusal.Code);
        if (refusal.Field is not null)
        {
            writer.WriteString("field"u8, refusal.Field);
        }

        foreach (var (name, value) in refusal.Details)
        {
            writer.WritePropertyName(name);
            WriteFact(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time.UtcDateTime);
                break;
            case IEnumerable<InputError> errors:
                WriteErrors(writer, errors);
                break;
            case IEnumerable<string> texts:
                WriteTexts(writer, texts);
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    private static void WriteErrors(Utf8JsonWriter writer, IEnumerable<InputError> errors)
    {
        writer.WriteStartArray();
        foreach (var error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("field"u8, error.Field);
            writer.WriteString("pointer"u8, error.Pointer);
            writer.WriteString("code"u8, error.Code);
            writer.WriteString("message"u8, error.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, IEnumerable<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
