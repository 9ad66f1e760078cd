using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KieSaaS.Files;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation;

/// <summary>
/// A job in the upstream's own shape, key by key in its order (kie-api.md, 1.2 and 4.1), with our links and our credits:
/// what recordInfo answers and what a tenant's callback gets.
/// </summary>
public sealed class TaskRecords
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SignedLinks _links;
    private readonly string _base;

    internal TaskRecords(SignedLinks links, IOptions<PublicAddress> address) =>
        (_links, _base) = (links, address.Value.BaseUrl?.AbsoluteUri.TrimEnd('/') ?? "");

    /// <summary>The <c>data</c> object of recordInfo.</summary>
    public byte[] Record(JobView job, TenantId tenant) => Write(writer => WriteData(writer, job, tenant));

    /// <summary>The links to a job's files, absolute, in the provider's order.</summary>
    public IReadOnlyList<string> Links(JobView job, TenantId tenant) => [.. job.Files.Select(file => _base + _links.Sign(tenant, file.Path))];

    /// <summary>The body of a tenant's callback.</summary>
    internal byte[] Callback(JobView job, TenantId tenant) => Write(writer =>
    {
        var succeeded = job.State == JobState.Succeeded;
        writer.WriteStartObject();
        writer.WriteNumber("code", succeeded ? 200 : 501);
        writer.WriteString("msg", succeeded ? "Playground task completed successfully." : "Playground task failed.");
        writer.WritePropertyName("data");
        WriteData(writer, job, tenant);
        writer.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream(1024);
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    private static string StateOf(JobState state) => state switch
    {
        JobState.Queued => "waiting",
        JobState.Running or JobState.Verifying => "generating",
        JobState.Succeeded => "success",
        JobState.Failed => "fail",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private void WriteData(Utf8JsonWriter writer, JobView job, TenantId tenant)
    {
        var resultJson = job.State == JobState.Succeeded ? ResultJson(job, tenant) : "";
        var updated = job.FinishedAt ?? job.StartedAt ?? job.CreatedAt;
        writer.WriteStartObject();
        writer.WriteString("taskId", job.Id.ToString("n"));
        writer.WriteString("model", job.Model);
        writer.WriteString("state", StateOf(job.State));
        writer.WriteString("param", Param(job));
        writer.WriteString("resultJson", resultJson);
        writer.WriteString("failCode", job.FailCode);
        writer.WriteString("failMsg", job.FailMessage);
        if (job.FinishedAt is { } finished)
        {
            writer.WriteNumber("costTime", (long)(finished - job.CreatedAt).TotalSeconds);
            writer.WriteNumber("completeTime", finished.ToUnixTimeMilliseconds());
        }
        else
        {
            writer.WriteNull("costTime");
            writer.WriteNull("completeTime");
        }

        writer.WriteNumber("createTime", job.CreatedAt.ToUnixTimeMilliseconds());
        writer.WriteNumber("updateTime", updated.ToUnixTimeMilliseconds());
        writer.WriteNumber("creditsConsumed", job.Charged.ToDecimal());
        writer.WriteNumber("progress", job.Progress);
        writer.WriteEndObject();
    }

    // The upstream encodes the input twice: a JSON text inside a JSON text.
    private static string Param(JobView job) => Encoding.UTF8.GetString(Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("input", job.Input);
        if (job.CallbackUrl is { } callback)
        {
            writer.WriteString("callBackUrl", callback);
        }

        writer.WriteString("model", job.Model);
        writer.WriteEndObject();
    }));

    private string ResultJson(JobView job, TenantId tenant) => Encoding.UTF8.GetString(Write(writer =>
    {
        writer.WriteStartObject();
        if (job.Files is [{ IsText: true }])
        {
            writer.WritePropertyName("resultObject");
            writer.WriteRawValue(job.ResultObject ?? "null");
        }
        else
        {
            WriteFiles(writer, job, Links(job, tenant));
        }

        writer.WriteEndObject();
    }));

    private static void WriteFiles(Utf8JsonWriter writer, JobView job, IReadOnlyList<string> links)
    {
        writer.WriteStartArray("resultUrls");
        foreach (var link in links)
        {
            writer.WriteStringValue(link);
        }

        writer.WriteEndArray();
        if (job.Files.All(file => file.TrackId is null))
        {
            return;
        }

        writer.WriteStartArray("data");
        foreach (var (file, link) in job.Files.Zip(links))
        {
            writer.WriteStartObject();
            writer.WriteString("id", file.TrackId);
            writer.WriteString("audio_url", link);
            writer.WriteString("stream_audio_url", link);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
