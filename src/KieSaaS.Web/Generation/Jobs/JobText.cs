using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Shell.Components;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Generation.Jobs;

/// <summary>A job in words of the reader's language.</summary>
internal static class JobText
{
    /// <summary>"Delivered", "Running" …</summary>
    public static string State(this IStringLocalizer<GenerationTexts> texts, JobState state) => texts["state." + state.ToString().ToLowerInvariant()];

    /// <summary>The colour and icon of a state.</summary>
    public static Status StatusOf(JobState state) => state switch
    {
        JobState.Succeeded => Status.Ok,
        JobState.Failed => Status.Failed,
        JobState.Verifying => Status.Warning,
        _ => Status.Waiting,
    };

    /// <summary>The page of a job.</summary>
    public static string AddressOf(Guid job) => $"/app/jobs/{job:n}";

    /// <summary>The name of the model; its key when it is not sold any more.</summary>
    public static string ModelOf(Catalogue catalogue, JobView job) => catalogue.Find(job.EntryKey)?.Name ?? job.Model;

    /// <summary>
    /// How the price came about, line by line: which price, how many units. What the platform pays and adds is not the tenant's.
    /// </summary>
    public static IReadOnlyList<string> PriceLines(IStringLocalizer<GenerationTexts> texts, IStringLocalizer<CatalogTexts> catalog, JobView job)
    {
        using var basis = JsonDocument.Parse(job.PriceBasis);
        return
        [
            .. basis.RootElement.TryGetProperty("Lines", out var lines)
                ? lines.EnumerateArray().Select(line => LineOf(texts, catalog, line)).ToList()
                : [],
        ];
    }

    /// <summary>What was asked for, parameter by parameter.</summary>
    public static IReadOnlyList<(string Name, string Value)> Inputs(IStringLocalizer<CatalogTexts> catalog, JobView job)
    {
        using var input = JsonDocument.Parse(job.Input);
        return [.. input.RootElement.EnumerateObject().Select(property => (catalog.Parameter(property.Name), catalog.Value(property.Value)))];
    }

    private static string LineOf(IStringLocalizer<GenerationTexts> texts, IStringLocalizer<CatalogTexts> catalog, JsonElement line)
    {
        var unit = Enum.TryParse<PriceUnit>(line.GetProperty("Unit").GetString(), out var known) ? catalog.Unit(known) : line.GetProperty("Unit").GetString()!;
        var row = line.GetProperty("Row").GetString()!;
        return texts["job.price-line", row == "any" ? catalog["price.always"] : row.Replace("@", "", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal), line.GetProperty("Quantity").GetInt64(), unit];
    }
}
