using System.Text.Json;

namespace KieSaaS.Sandbox.Kie;

/// <summary>The discovery calls and the price feed (reference section 1.3), answered from the list of models.</summary>
internal sealed class DiscoverModels(ModelList models, KieLimits limits, KieSettingsStore settings)
{
    private const string Schema = "/schema";
    private const string Price = "/price";

    /// <summary><c>GET /api/v1/models</c> with the filters <c>taskType</c>, <c>provider</c> and <c>q</c>.</summary>
    public IResult List(HttpContext http)
    {
        if (Refused(http) is { } refusal)
        {
            return refusal;
        }

        var query = http.Request.Query;
        var types = query["taskType"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = models.All
            .Where(model => types.Length == 0 || types.Contains(Word(model.Kind), StringComparer.OrdinalIgnoreCase))
            .Where(model => Matches(query["provider"], model.Vendor) && Matches(query["q"], model.Model + " " + model.Title))
            .Select(model => new ListedModel(model.Model, model.Model.Replace('/', '-'), model.Title ?? model.Model, model.Vendor, [Word(model.Kind)], null, model.PricingDescription))
            .ToList();
        return KieAnswer.Ok(new { Total = found.Count, Models = found });
    }

    /// <summary><c>GET /api/v1/models/{model}/schema</c> and <c>…/price</c>; the slash inside an id is not encoded.</summary>
    public IResult One(HttpContext http, string rest)
    {
        if (Refused(http) is { } refusal)
        {
            return refusal;
        }

        var asks = rest.EndsWith(Schema, StringComparison.Ordinal) ? Schema : rest.EndsWith(Price, StringComparison.Ordinal) ? Price : "";
        var model = asks.Length > 0 ? models.Find(rest[..^asks.Length]) : null;
        return model switch
        {
            null => KieAnswer.No(404, "The model does not exist"),
            _ when asks == Schema => KieAnswer.Ok(new { model.Model, Openapi = (object?)null }),
            _ => KieAnswer.Ok(new { model.Model, PricingDesc = model.PricingDescription }),
        };
    }

    /// <summary><c>GET /client/v1/model-pricing/count</c>.</summary>
    public IResult CountPrices()
    {
        var kinds = models.All.CountBy(model => Interface(model.Kind)).ToDictionary();
        return KieAnswer.Ok(new
        {
            All = models.All.Count,
            Image = kinds.GetValueOrDefault("image"),
            Video = kinds.GetValueOrDefault("video"),
            Music = kinds.GetValueOrDefault("music"),
            Chat = kinds.GetValueOrDefault("chat"),
        });
    }

    /// <summary><c>POST /client/v1/model-pricing/page</c>.</summary>
    public async Task<IResult> PagePricesAsync(HttpContext http)
    {
        PriceQuestion question;
        try
        {
            question = await JsonSerializer.DeserializeAsync<PriceQuestion>(http.Request.Body, KieAnswer.Json, http.RequestAborted) ?? new PriceQuestion();
        }
        catch (JsonException)
        {
            return KieAnswer.No(422, "The request body is not valid JSON");
        }

        if (question.PageNum < 1 || question.PageSize is < 1 or > 100)
        {
            return KieAnswer.No(422, "pageNum starts at 1, pageSize is 1 to 100");
        }

        var found = models.All
            .Where(model => string.IsNullOrEmpty(question.InterfaceType) || Interface(model.Kind) == question.InterfaceType)
            .Where(model => Matches(question.ModelDescription, model.Title ?? model.Model))
            .ToList();
        var records = found.Skip((question.PageNum - 1) * question.PageSize).Take(question.PageSize).Select(PriceRow.Of).ToList();
        return KieAnswer.Ok(new
        {
            Records = records,
            Total = found.Count,
            Size = question.PageSize,
            Current = question.PageNum,
            Pages = (found.Count + question.PageSize - 1) / question.PageSize,
        });
    }

    private static bool Matches(string? asked, string? text) =>
        string.IsNullOrEmpty(asked) || (text?.Contains(asked, StringComparison.OrdinalIgnoreCase) ?? false);

    private static string Word(MediaKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The feed knows four kinds: sound of every sort is music, text is chat.</summary>
    private static string Interface(MediaKind kind) => kind switch { MediaKind.Audio => "music", MediaKind.Text => "chat", _ => Word(kind) };

    private KieAnswer? Refused(HttpContext http) =>
        settings.Current.RateLimit && !limits.Discovery.TryTake(KieGate.KeyOf(http)) ? KieAnswer.No(429, "Your call frequency is too high. Please try again later.") : null;

    private sealed record ListedModel(string Model, string Slug, string Title, string? Provider, string[] TaskType, string? Description, string PricingDesc);

    private sealed record PriceQuestion(int PageNum = 1, int PageSize = 10, string? ModelDescription = null, string? InterfaceType = null);

    private sealed record PriceRow(
        string ModelDescription,
        string InterfaceType,
        string? Provider,
        string CreditPrice,
        string CreditUnit,
        string UsdPrice,
        string? FalPrice,
        decimal? DiscountRate,
        string Anchor,
        bool DiscountPrice)
    {
        public static PriceRow Of(KieModel model) => new(
            model.Title ?? model.Model,
            Interface(model.Kind),
            model.Vendor,
            FormattableString.Invariant($"{model.Credits:0.####}"),
            "per request",
            FormattableString.Invariant($"{model.Credits * 0.005m:0.######}"),
            null,
            null,
            "https://kie.ai/" + model.Model,
            false);
    }
}
