namespace KieSaaS.Sandbox.Kie;

/// <summary>The discovery calls (reference section 1.3), answered from the list of models.</summary>
internal sealed class DiscoverModels(ModelList models, FaultPlan faults, KieLimits limits, KieSettingsStore settings)
{
    private const string Place = "models";
    private const string Schema = "/schema";
    private const string Price = "/price";

    /// <summary><c>GET /api/v1/models</c> with the filters <c>taskType</c>, <c>provider</c> and <c>q</c>.</summary>
    public async Task<IResult> ListAsync(HttpContext http)
    {
        if (Refused(http) is { } refusal)
        {
            return refusal;
        }

        var active = faults.Take(Place, null);
        if (await active.BeforeAsync(http) is { } instead)
        {
            return instead;
        }

        var query = http.Request.Query;
        var types = query["taskType"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = models.All
            .Where(model => types.Length == 0 || types.Contains(Word(model.Kind), StringComparer.OrdinalIgnoreCase))
            .Where(model => Matches(query["provider"], model.Vendor) && Matches(query["q"], model.Model + " " + model.Title))
            .Select(model => new ListedModel(model.Model, model.Model.Replace('/', '-'), model.Title ?? model.Model, model.Vendor, [Word(model.Kind)], null, model.PricingDescription))
            .ToList();
        return active.After(http, KieAnswer.Ok(new { Total = active.Told(found.Count), Models = found }));
    }

    /// <summary><c>GET /api/v1/models/{model}/schema</c> and <c>…/price</c>; the slash inside an id is not encoded.</summary>
    public async Task<IResult> OneAsync(HttpContext http, string rest)
    {
        if (Refused(http) is { } refusal)
        {
            return refusal;
        }

        var active = faults.Take(Place, Asked(rest));
        return await active.BeforeAsync(http) ?? active.After(http, Answer(rest));
    }

    private static string Asked(string rest) => rest.LastIndexOf('/') is > 0 and var cut ? rest[..cut] : rest;

    private KieAnswer Answer(string rest)
    {
        var asks = rest.EndsWith(Schema, StringComparison.Ordinal) ? Schema : rest.EndsWith(Price, StringComparison.Ordinal) ? Price : "";
        var model = asks.Length > 0 ? models.Find(rest[..^asks.Length]) : null;
        return model switch
        {
            null => KieAnswer.No(404, "The model does not exist"),
            _ when asks == Schema => KieAnswer.Ok(new { model.Model, Openapi = model.OpenApi }),
            _ => KieAnswer.Ok(new { model.Model, PricingDesc = model.PricingDescription }),
        };
    }

    private static bool Matches(string? asked, string? text) =>
        string.IsNullOrEmpty(asked) || (text?.Contains(asked, StringComparison.OrdinalIgnoreCase) ?? false);

    private static string Word(MediaKind kind) => kind.ToString().ToLowerInvariant();

    // The real service is not known to say when to come back; saying so lets clients be tried that listen.
    private IResult? Refused(HttpContext http)
    {
        if (!settings.Current.RateLimit || limits.Discovery.TryTake(KieGate.KeyOf(http)))
        {
            return null;
        }

        http.Response.Headers.RetryAfter = "1";
        return KieAnswer.No(429, "Your call frequency is too high. Please try again later.");
    }

    private sealed record ListedModel(string Model, string Slug, string Title, string? Provider, string[] TaskType, string? Description, string PricingDesc);
}
