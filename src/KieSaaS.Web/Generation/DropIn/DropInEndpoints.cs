using System.Data.Common;
using System.Text.Json;
using KieSaaS.Billing;
using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tenancy;
using KieSaaS.Web.Identity.Sessions;
using KieSaaS.Web.Shell.Errors;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>
/// The upstream's own addresses, so that a client of Kie needs another base address and another key and nothing else.
/// Plain request delegates: this is the hottest path of the portal, and nothing on it is bound, serialized or logged by reflection.
/// </summary>
internal static class DropInEndpoints
{
    private static readonly TimeSpan DownloadLife = TimeSpan.FromMinutes(20);

    // The upstream's words (kie-api.md, section 5), then ours.
    private static readonly Refusal NoKey = new(
        RefusalKind.Unauthenticated,
        "identity.key-unknown",
        "You do not have access permissions. Send a valid API key as 'Authorization: Bearer <key>'; create one in the portal under API keys.");

    public static void MapDropIn(this IEndpointRouteBuilder routes)
    {
        // Who asks was decided before; the answer to a stranger must be the envelope, so the endpoints look for themselves.
        var api = routes.MapGroup("/api/v1").AllowAnonymous().DisableAntiforgery();
        Map(api, HttpMethods.Post, "/jobs/createTask", context => RequestBody.UseAsync(context, CreateTaskAsync));
        Map(api, HttpMethods.Get, "/jobs/recordInfo", RecordInfoAsync);
        Map(api, HttpMethods.Post, "/quotes", context => RequestBody.UseAsync(context, QuoteAnswer.WriteAsync));
        Map(api, HttpMethods.Get, "/chat/credit", CreditAsync);
        Map(api, HttpMethods.Post, "/common/download-url", context => RequestBody.UseAsync(context, DownloadUrlAsync));
        Map(api, HttpMethods.Get, "/models", ModelAnswers.ListAsync);
        Map(api, HttpMethods.Get, "/models/{**asked}", ModelAnswers.OneAsync);
    }

    private static void Map(RouteGroupBuilder api, string method, string pattern, RequestDelegate answer) =>
        api.MapMethods(pattern, [method], context => AnswerAsync(context, answer));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate answer)
    {
        var actor = context.RequestServices.GetRequiredService<Actor>();
        if (actor.Tenant is null || !actor.May(Right.ViewWorkspace))
        {
            await Envelope.RefuseAsync(context, context.Features.Get<ApiKeyRefused>()?.Refusal ?? NoKey);
            return;
        }

        try
        {
            await answer(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && e is not BadHttpRequestException)
        {
            await FailedAsync(context, e);
        }
    }

    private static Task FailedAsync(HttpContext context, Exception e)
    {
        var trace = ErrorAnswers.TraceId(context);
        DropInLog.Failed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DropInEndpoints)), e, context.Request.Path, trace);
        if (e is DbException or TimeoutException)
        {
            context.Response.Headers.RetryAfter = "2";
            return Envelope.RefuseAsync(context, new Refusal(RefusalKind.TryLater, "api.not-now", "The service is not available right now. Try again in a moment."));
        }

        return Envelope.RefuseAsync(context, EnvelopeCodes.Internal, "Internal Error", new Refusal(RefusalKind.TryLater, "api.internal", "Internal Error")
        {
            Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["traceId"] = trace },
        });
    }

    private static async Task CreateTaskAsync(HttpContext context, JsonElement body)
    {
        var request = TaskRequest.Read(body);
        if (!request.Succeeded)
        {
            await Envelope.RefuseAsync(context, request.Refusal);
            return;
        }

        var (model, input, callback, quote) = request.Value;
        if (callback is not null && context.RequestServices.GetRequiredService<CheckCallbackAddress>().Run(callback) is { Succeeded: false } wrong)
        {
            await Envelope.RefuseAsync(context, wrong.Refusal);
            return;
        }

        var start = context.RequestServices.GetRequiredService<StartGeneration>();
        var started = await start.RunAsync(new StartGeneration.Command(model, input, callback, quote), context.RequestAborted);
        await (started.Succeeded
            ? Envelope.WriteAsync(context, started.Value.JobId.ToString("n"), WriteTask)
            : Envelope.RefuseAsync(context, WithTopUp(context, started.Refusal)));
    }

    private static Refusal WithTopUp(HttpContext context, Refusal refusal) => refusal.Kind != RefusalKind.NotEnoughCredits ? refusal : refusal with
    {
        Details = new Dictionary<string, object?>(refusal.Details, StringComparer.Ordinal)
        {
            ["link"] = context.RequestServices.GetRequiredService<IOptions<PublicAddress>>().Value.Of("/app/billing").AbsoluteUri,
        },
    };

    private static void WriteTask(Utf8JsonWriter writer, string task)
    {
        writer.WriteStartObject();
        writer.WriteString("taskId"u8, task);
        writer.WriteString("recordId"u8, task);
        writer.WriteEndObject();
    }

    private static async Task RecordInfoAsync(HttpContext context)
    {
        var taskId = context.Request.Query["taskId"].ToString();
        if (taskId.Length == 0)
        {
            await Envelope.RefuseAsync(context, new Refusal(RefusalKind.Invalid, "api.invalid-request", "taskId is required") { Field = "taskId" });
            return;
        }

        // What is no id of ours is asked for all the same, as one that nobody has: the two must not be told apart.
        var id = Guid.TryParseExact(taskId, "N", out var parsed) ? parsed : Guid.Empty;
        var found = await context.RequestServices.GetRequiredService<FindJob>().RunAsync(id, context.RequestAborted);
        if (!found.Succeeded)
        {
            await Envelope.RefuseAsync(context, found.Refusal);
            return;
        }

        var tenant = context.RequestServices.GetRequiredService<Actor>().RequireTenant();
        var record = context.RequestServices.GetRequiredService<TaskRecords>().Record(found.Value, tenant);
        await Envelope.WriteAsync(context, record, static (writer, record) => writer.WriteRawValue(record, skipInputValidation: true));
    }

    private static async Task CreditAsync(HttpContext context)
    {
        var balance = await context.RequestServices.GetRequiredService<ReadBalance>().RunAsync(context.RequestAborted);
        await Envelope.WriteAsync(context, balance.Available.ToDecimal(), static (writer, credits) => writer.WriteNumberValue(credits));
    }

    private static async Task DownloadUrlAsync(HttpContext context, JsonElement body)
    {
        var url = UrlOf(body);
        var tenant = context.RequestServices.GetRequiredService<Actor>().RequireTenant();
        var links = context.RequestServices.GetRequiredService<SignedLinks>();
        if (TokenOf(url) is not { } token || links.Read(token) is not { Succeeded: true } read || read.Value.Tenant != tenant)
        {
            await Envelope.RefuseAsync(context, new Refusal(RefusalKind.Invalid, "api.foreign-url", "url is wrong") { Field = "url" });
            return;
        }

        var address = context.RequestServices.GetRequiredService<IOptions<PublicAddress>>().Value;
        var link = address.Of(links.Sign(tenant, read.Value.Path, isDownload: true, DownloadLife)).AbsoluteUri;
        await Envelope.WriteAsync(context, link, static (writer, link) => writer.WriteStringValue(link));
    }

    private static string? UrlOf(JsonElement body)
    {
        try
        {
            return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("url"u8, out var url) && url.ValueKind == JsonValueKind.String ? url.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate, in the address or in a name beside it: no address of ours has one.
            return null;
        }
    }

    // Whatever name we were called by when the link was given out: its signature says that it is ours.
    private static string? TokenOf(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.AbsolutePath.StartsWith(SignedLinks.PathPrefix, StringComparison.Ordinal)
            ? address.AbsolutePath[SignedLinks.PathPrefix.Length..]
            : null;
}

/// <summary>What the drop-in paths write to the log: failures only, never a line per request.</summary>
internal static partial class DropInLog
{
    [LoggerMessage(LogLevel.Error, "{Path} failed; the client was told trace {Trace}")]
    public static partial void Failed(ILogger log, Exception e, PathString path, string trace);
}
