using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>
/// <c>GET /api/v1/models</c> and what can be asked of one model, in the upstream's shapes (kie-api.md, 1.3) with the prices of whoever
/// asks. The slash inside an id is not encoded, so what is asked stands at the end of the path.
/// </summary>
internal static class ModelAnswers
{
    private static readonly Refusal NothingAsked = new(
        RefusalKind.NotFound, "api.unknown-path", "Ask for /api/v1/models/{model}/schema, /price or /success-rate.");

    public static async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var tasks = query["taskType"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var filter = new DiscoverModels.Filter([.. tasks], query["provider"].ToString().Trim(), query["q"].ToString().Trim());
        var found = await context.RequestServices.GetRequiredService<DiscoverModels>().ListAsync(filter, context.RequestAborted);
        await (found.Succeeded
            ? Envelope.WriteAsync(context, found.Value, static (writer, models) => WriteList(writer, models))
            : Envelope.RefuseAsync(context, found.Refusal));
    }

    public static async Task OneAsync(HttpContext context)
    {
        var asked = (context.Request.RouteValues["asked"] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var at = asked.LastIndexOf('/');
        var answer = at < 0 ? null : AnswerOf(asked[(at + 1)..]);
        if (answer is null)
        {
            await Envelope.RefuseAsync(context, NothingAsked);
            return;
        }

        var found = await context.RequestServices.GetRequiredService<DiscoverModels>().FindAsync(asked[..at], context.RequestAborted);
        await (found.Succeeded ? answer(context, found.Value) : Envelope.RefuseAsync(context, found.Refusal));
    }

    private static Func<HttpContext, DiscoverModels.Model, Task>? AnswerOf(string asked) => asked switch
    {
        "schema" => SchemaAsync,
        "price" => PriceAsync,
        "success-rate" => SuccessRateAsync,
        _ => null,
    };

    private static Task SchemaAsync(HttpContext context, DiscoverModels.Model model)
    {
        var description = context.RequestServices.GetRequiredService<ApiDescription>().Of(model.Entry);
        return Envelope.WriteAsync(context, (model.Entry.Model, description), static (writer, answer) =>
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, answer.Model);
            writer.WritePropertyName("openapi"u8);
            answer.description.WriteTo(writer);
            writer.WriteEndObject();
        });
    }

    private static Task PriceAsync(HttpContext context, DiscoverModels.Model model) => Envelope.WriteAsync(
        context,
        model,
        static (writer, model) =>
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, model.Entry.Model);
            writer.WriteString("pricingDesc"u8, PricingDescription.Of(model));
            writer.WriteEndObject();
        },
        static (writer, model) => PricingDescription.WriteRows(writer, model));

    private static async Task SuccessRateAsync(HttpContext context, DiscoverModels.Model model)
    {
        var points = await context.RequestServices.GetRequiredService<ReadReliability>().RunAsync(model.Entry.Key, context.RequestAborted);
        await Envelope.WriteAsync(context, (model.Entry.Model, points), static (writer, answer) =>
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, answer.Model);
            writer.WriteStartArray("points"u8);
            foreach (var point in answer.points)
            {
                WritePoint(writer, point);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyCollection<DiscoverModels.Model> models)
    {
        writer.WriteStartObject();
        writer.WriteNumber("total"u8, models.Count);
        writer.WriteStartArray("models"u8);
        foreach (var model in models)
        {
            WriteModel(writer, model);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter writer, DiscoverModels.Model model)
    {
        var entry = model.Entry;
        writer.WriteStartObject();
        writer.WriteString("model"u8, entry.Model);
        writer.WriteString("slug"u8, entry.Key);
        writer.WriteString("title"u8, entry.Name);
        writer.WriteString("provider"u8, entry.Vendor);
        writer.WriteStartArray("taskType"u8);
        writer.WriteStringValue(entry.Kind.ToString().ToLowerInvariant());
        foreach (var mode in entry.Modes)
        {
            writer.WriteStringValue(mode);
        }

        writer.WriteEndArray();
        writer.WriteString("description"u8, entry.Description.En);
        writer.WriteString("pricingDesc"u8, PricingDescription.Of(model));
        writer.WriteEndObject();
    }

    // Times as everywhere in this API, in milliseconds. Where nothing ran there is no rate, and nothing speaks against the model.
    private static void WritePoint(Utf8JsonWriter writer, ReliabilityPoint point)
    {
        writer.WriteStartObject();
        writer.WriteNumber("start"u8, point.Start.ToUnixTimeMilliseconds());
        writer.WriteNumber("end"u8, point.End.ToUnixTimeMilliseconds());
        if (point.ErrorRate is { } errors)
        {
            writer.WriteNumber("successRate"u8, 1 - errors);
            writer.WriteNumber("errorRate"u8, errors);
        }
        else
        {
            writer.WriteNull("successRate"u8);
            writer.WriteNull("errorRate"u8);
        }

        writer.WriteBoolean("isNormal"u8, point.IsNormal);
        writer.WriteEndObject();
    }
}
