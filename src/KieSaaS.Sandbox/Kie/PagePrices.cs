using System.Globalization;
using System.Text.Json;

namespace KieSaaS.Sandbox.Kie;

/// <summary>The two calls of the price feed (reference section 1.3), which need no key.</summary>
internal sealed class PagePrices(PriceFeed feed, FaultPlan faults)
{
    private const string Place = "prices";

    /// <summary><c>GET /client/v1/model-pricing/count</c>.</summary>
    public async Task<IResult> CountAsync(HttpContext http)
    {
        var active = faults.Take(Place, null);
        if (await active.BeforeAsync(http) is { } instead)
        {
            return instead;
        }

        var records = feed.Records();
        var kinds = records.CountBy(record => record.Interface, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return active.After(http, KieAnswer.Ok(new
        {
            All = active.Told(records.Count),
            Image = kinds.GetValueOrDefault("image"),
            Video = kinds.GetValueOrDefault("video"),
            Music = kinds.GetValueOrDefault("music"),
            Chat = kinds.GetValueOrDefault("chat"),
        }));
    }

    /// <summary><c>POST /client/v1/model-pricing/page</c>.</summary>
    public async Task<IResult> PageAsync(HttpContext http)
    {
        Question question;
        try
        {
            question = await JsonSerializer.DeserializeAsync<Question>(http.Request.Body, KieAnswer.Json, http.RequestAborted) ?? new Question();
        }
        catch (JsonException)
        {
            return KieAnswer.No(422, "The request body is not valid JSON");
        }

        if (question.PageNum < 1 || question.PageSize is < 1 or > 100)
        {
            return KieAnswer.No(422, "pageNum starts at 1, pageSize is 1 to 100");
        }

        var active = faults.Take(Place, question.PageNum.ToString(CultureInfo.InvariantCulture));
        return await active.BeforeAsync(http) ?? active.After(http, Answer(question, active));
    }

    private KieAnswer Answer(Question question, ActiveFaults active)
    {
        var found = feed.Records()
            .Where(record => string.IsNullOrEmpty(question.InterfaceType) || record.Interface == question.InterfaceType)
            .Select(record => record.Record)
            .Where(record => string.IsNullOrEmpty(question.ModelDescription)
                || (record?.ToJsonString(KieAnswer.Json).Contains(question.ModelDescription, StringComparison.OrdinalIgnoreCase) ?? false))
            .ToList();
        var page = active.Has(FaultEffect.RepeatPage) ? question.PageNum - 1 : question.PageNum;
        var records = active.Has(FaultEffect.MissingPage) ? [] : found.Skip((page - 1) * question.PageSize).Take(question.PageSize).ToList();
        return KieAnswer.Ok(new
        {
            Records = records,
            Total = active.Told(found.Count),
            Size = question.PageSize,
            Current = question.PageNum,
            Pages = (found.Count + question.PageSize - 1) / question.PageSize,
        });
    }

    private sealed record Question(int PageNum = 1, int PageSize = 10, string? ModelDescription = null, string? InterfaceType = null);
}
