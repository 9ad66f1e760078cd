using System.Text.Json;
using System.Text.RegularExpressions;

namespace KieSaaS.Catalog.Sync;

/// <summary>Reads the list of models and the schema of each.</summary>
internal sealed partial class ReadModels(UpstreamClient client)
{
    private const int MostModels = 5_000;

    public async Task ListAsync(Upstream into, CancellationToken ct)
    {
        var data = await client.GetAsync("api/v1/models", ct);
        if (data.List("models") is not { } records)
        {
            into.Refuse(SyncFaultCause.NotARecord, "models", "", data.ValueKind == JsonValueKind.Undefined ? "" : data.GetRawText());
            return;
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, record) in records.Take(MostModels).Index())
        {
            Take(record, $"models, record {index + 1}", known, into);
        }

        into.HasAllModels = data.Whole("total") is not { } total || total == records.Count;
        if (!into.HasAllModels)
        {
            into.Refuse(SyncFaultCause.WrongTotal, "models", "", $"{records.Count} / {data.Whole("total")}");
        }
    }

    public async Task SchemaAsync(UpstreamModel model, Upstream into, CancellationToken ct)
    {
        await client.PauseAsync(ct);
        try
        {
            var data = await client.GetAsync($"api/v1/models/{model.Model}/schema", ct);
            if (InputSchema.In(data.Inside("openapi")) is { } schema)
            {
                into.Schemas[model.Model] = schema;
            }
        }
        catch (UpstreamException e)
        {
            into.Refuse(SyncFaultCause.CallFailed, "schema", model.Model, e.Message);
        }
    }

    private static void Take(JsonElement record, string place, HashSet<string> known, Upstream into)
    {
        if (record.Words("model") is not { Length: > 0 } id)
        {
            into.Refuse(SyncFaultCause.NotARecord, place, "", record.GetRawText());
        }
        else if (!Id().IsMatch(id) || id.Contains("..", StringComparison.Ordinal))
        {
            into.Refuse(SyncFaultCause.UnusableId, place, id, record.GetRawText());
        }
        else if (!known.Add(id))
        {
            into.Refuse(SyncFaultCause.ListedTwice, place, id, record.GetRawText());
        }
        else
        {
            var types = record.List("taskType")?.Select(type => type.Text()).OfType<string>() ?? [];
            into.Models.Add(new UpstreamModel(id, record.Words("title") is { Length: > 0 } title ? title : id, record.Words("provider"), [.. types], record.Words("pricingDesc")));
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._/-]{0,119}$", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
