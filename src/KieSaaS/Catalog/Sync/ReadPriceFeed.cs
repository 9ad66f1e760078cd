using System.Text.Json;

namespace KieSaaS.Catalog.Sync;

/// <summary>Reads the public price feed, page by page, record by record: one bad record never stops the rest.</summary>
internal sealed class ReadPriceFeed(UpstreamClient client)
{
    private const int PageSize = 100, MostPages = 100, LongestDescription = 300;

    /// <param name="into">Takes what was read.</param>
    /// <param name="progress">Is told how many records were read and how many there are.</param>
    /// <param name="ct">Stops.</param>
    public async Task RunAsync(Upstream into, Func<int, int, Task> progress, CancellationToken ct)
    {
        var told = (await client.GetAsync("client/v1/model-pricing/count", ct)).Whole("all");
        var (read, former, repeats) = (0, "", false);
        for (var page = 1; page <= MostPages; page++)
        {
            var data = await client.PostAsync("client/v1/model-pricing/page", new { pageNum = page, pageSize = PageSize }, ct);
            var records = data.List("records") ?? [];
            var text = data.Inside("records") is { ValueKind: JsonValueKind.Array } list ? list.GetRawText() : "";
            told ??= data.Whole("total");
            if (records.Count > 0 && text == former)
            {
                repeats = true;
                into.Refuse(SyncFaultCause.PageRepeats, $"price feed, page {page}", "", null);
            }
            else
            {
                Take(records, page, into);
            }

            (read, former) = (read + records.Count, text);
            await progress(read, Math.Max(read, told ?? 0));
            if (data.Whole("pages") is { } pages ? page >= pages : records.Count < PageSize)
            {
                break;
            }
        }

        into.HasAllLines = read == told && !repeats;
        if (read != told)
        {
            into.Refuse(SyncFaultCause.WrongTotal, "price feed", "", $"{read} / {told}");
        }
    }

    private static void Take(IReadOnlyList<JsonElement> records, int page, Upstream into)
    {
        foreach (var (index, record) in records.Index())
        {
            Take(record, $"price feed, page {page}, record {index + 1}", into);
        }
    }

    private static void Take(JsonElement record, string place, Upstream into)
    {
        if (record.Words("modelDescription") is not { Length: > 0 and <= LongestDescription } description || description.Contains('\0', StringComparison.Ordinal))
        {
            into.Refuse(SyncFaultCause.NotARecord, place, "", record.GetRawText());
            return;
        }

        into.Descriptions.Add(description);
        var (price, wrong) = FeedPrice.Read(record.Inside("creditPrice"));
        if (wrong is { } cause)
        {
            into.Refuse(cause, place, description, record.GetRawText());
            return;
        }

        into.Lines.Add(new FeedLine(
            description, record.Words("interfaceType") ?? "", price, record.Words("creditUnit"), FeedPrice.Dollars(record.Words("usdPrice")), record.Words("anchor")));
    }
}
