using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;
using System.Buffers;
using KieSaaS.Generation;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>A job in the shape of the upstream's recordInfo, key by key in its order (kie-api.md, section 1.2).</summary>
internal static class TaskRecord
{
    private static readonly JsonWriterOptions Inner = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the record.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="job">The job.</param>
    /// <param name="resultUrls">Links to its files.</param>
    public static void Write(Utf8JsonWriter writer, JobView job, IReadOnlyList<string> resultUrls)
    {
        var isDelivered = job.State == JobState.Succeeded;
        writer.WriteStartObject();
        writer.WriteString("taskId"u8, IdOf(job.Id));
        writer.WriteString("model"u8, job.Model);
        writer.WriteString("state"u8, StateOf(job));
        writer.WriteString("param"u8, Param(job));
        writer.WriteString("resultJson"u8, isDelivered ? ResultJson(resultUrls) : "");
        writer.WriteString("failCode"u8, job.FailCode);
        writer.WriteString("failMsg"u8, job.FailMessage);
        WriteNumber(writer, "costTime"u8, job.FinishedAt is { } end ? (long)(end - job.CreatedAt).TotalSeconds : null);
        WriteNumber(writer, "completeTime"u8, job.FinishedAt?.ToUnixTimeMilliseconds());
        writer.WriteNumber("createTime"u8, job.CreatedAt.ToUnixTimeMilliseconds());
        writer.WriteNumber("updateTime"u8, (job.FinishedAt ?? job.StartedAt ?? job.CreatedAt).ToUnixTimeMilliseconds());
        writer.WriteNumber("creditsConsumed"u8, job.Charged.ToDecimal());
        writer.WriteNumber("progress"u8, isDelivered ? 100 : job.Progress);
        writer.WriteEndObject();
    }

    /// <summary>A job's identity as task id: 32 lower-case hex digits.</summary>
    public static string IdOf(Guid job) => job.ToString("n");

    /// <summary>Accepted is waiting, on its way is queuing, at the provider is generating; what is being verified may still be running there.</summary>
    public static string StateOf(JobView job) => job.State switch
    {
        JobState.Queued => "waiting",
        JobState.Running => job.StartedAt is null ? "queuing" : "generating",
        JobState.Verifying => "generating",
        JobState.Succeeded => "success",
        _ => "fail",
    };

    // A JSON text whose input is again a JSON text: the upstream encodes twice and clients decode twice.
    private static string Param(JobView job) => Text(job, static (writer, job) =>
    {
        writer.WriteString("input"u8, job.Input);
        if (job.CallbackUrl is not null)
        {
            writer.WriteString("callBackUrl"u8, job.CallbackUrl);
        }

        writer.WriteString("model"u8, job.Model);
    });

    private static string ResultJson(IReadOnlyList<string> urls) => Text(urls, static (writer, urls) =>
    {
        writer.WriteStartArray("resultUrls"u8);
        foreach (var url in urls)
        {
            writer.WriteStringValue(url);
        }

        writer.WriteEndArray();
    });

    private static string Text<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Inner))
        {
            writer.WriteStartObject();
            write(writer, value);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
