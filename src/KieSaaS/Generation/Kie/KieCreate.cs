using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace KieSaaS.Generation.Kie;

/// <summary>A create: what goes out and what its answer means.</summary>
internal static class KieCreate
{
    /// <summary>As long as the column that keeps it.</summary>
    private const int LongestTaskId = 120;

    /// <summary>The body of a create; the input stands in it exactly as it was priced.</summary>
    public static CreateBody Compose(CreateTask task)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + (task.Input.Length * 2));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (KieApi.Of(task.Api).TakesInputApart)
            {
                WriteJob(json, task);
            }
            else
            {
                WriteBody(json, task);
            }

            json.WriteEndObject();
        }

        return new CreateBody(buffer.WrittenMemory);
    }

    private static void WriteJob(Utf8JsonWriter json, CreateTask task)
    {
        json.WriteString("model", task.Model);
        WriteCallback(json, task);
        json.WritePropertyName("input");
        json.WriteRawValue(task.Input);
    }

    private static void WriteBody(Utf8JsonWriter json, CreateTask task)
    {
        if (task.Fixed is { } decided)
        {
            WriteProperties(json, decided);
        }

        WriteCallback(json, task);
        using var input = JsonDocument.Parse(task.Input);
        WriteProperties(json, input.RootElement);
    }

    private static void WriteProperties(Utf8JsonWriter json, JsonElement properties)
    {
        foreach (var property in properties.EnumerateObject())
        {
            property.WriteTo(json);
        }
    }

    private static void WriteCallback(Utf8JsonWriter json, CreateTask task)
    {
        if (task.CallbackUrl is { } callback)
        {
            json.WriteString("callBackUrl", callback);
        }
    }

    /// <summary>What an answer means. Whatever does not say clearly that nothing was started is unknown.</summary>
    public static CreateAnswer Judge(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            return KieJson.Parse(body, root => KieEnvelope.Of(root) is { } envelope ? Judge(envelope, root) : Judge(status));
        }
        catch (ProviderException)
        {
            return Judge(status);
        }
    }

    private static CreateAnswer Judge(KieEnvelope envelope, JsonElement root) => envelope.Code switch
    {
        200 => root.Member("data")?.Text("taskId") is { Length: <= LongestTaskId } id && id.All(c => c is > ' ' and <= '~')
            ? new CreateAnswer.Accepted(id)
            : new CreateAnswer.Unknown("Kie accepted the task and gave no id that can be used."),

        // 408 says that no result came in about ten minutes, which is not that nothing was started.
        408 => new CreateAnswer.Unknown(envelope.Message),
        >= 400 and <= 599 => new CreateAnswer.Refused(envelope.Code, envelope.Message, envelope.IsRetryable, envelope.IsOurs),
        _ => new CreateAnswer.Unknown($"Kie answered with the unknown code {envelope.Code}."),
    };

    /// <summary>Without an envelope it was not Kie's application that spoke: a gateway that turned the request away did so with a 4xx.</summary>
    private static CreateAnswer Judge(int status) => status is >= 300 and <= 499
        ? new CreateAnswer.Refused(status, $"Kie's gateway answered {status}.", IsRetryable: true, IsOurs: status != 429)
        : new CreateAnswer.Unknown($"Kie answered {status} without an envelope.");
}

/// <summary>A body that knows whether any of it was sent: before that, nothing can have been started.</summary>
internal sealed class CreateBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> _json;

    public CreateBody(ReadOnlyMemory<byte> json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>True once the first byte was handed to the connection.</summary>
    public bool WasSent { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        WasSent = true;
        return stream.WriteAsync(_json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
