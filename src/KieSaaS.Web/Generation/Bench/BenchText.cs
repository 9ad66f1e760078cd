using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Web.Shell.Components;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Generation.Bench;

/// <summary>Runs and tests in words.</summary>
internal static class BenchText
{
    // Shown in a text area: letters of every language as they are.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The input that the catalogue's own tests run with.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="site">Where this installation answers, with its closing slash.</param>
    public static string ExampleOf(CatalogueEntry entry, string site) => ExampleInput.Of(entry, site).ToJsonString(Indented);

    /// <summary>The same input in lines; what is no JSON stays as it is.</summary>
    public static string InLines(string input)
    {
        try
        {
            return JsonNode.Parse(input)?.ToJsonString(Indented) ?? input;
        }
        catch (JsonException)
        {
            return input;
        }
    }

    /// <summary>"12.4" Kie credits.</summary>
    public static string Kie(KieCredits cost) => cost.ToDecimal().ToString("#,##0.######", CultureInfo.CurrentCulture);

    /// <summary>"$0.062": as many decimals as say something, at least two.</summary>
    public static string Dollars(decimal amount) => amount.ToString("$#,##0.00####", CultureInfo.CurrentCulture);

    /// <summary>"2.1 s"; a dash while it is not known.</summary>
    public static string Seconds(this IStringLocalizer<BenchTexts> texts, TimeSpan? time) =>
        time is { } known ? texts["seconds", known.TotalSeconds.ToString("N1", CultureInfo.CurrentCulture)] : "–";

    /// <summary>The colour and icon of a test's state.</summary>
    public static Status StatusOf(BenchTestState state) => state switch
    {
        BenchTestState.Passed => Status.Ok,
        BenchTestState.Failed => Status.Failed,
        BenchTestState.Verifying => Status.Warning,
        _ => Status.Waiting,
    };

    /// <summary>The colour and icon of a try's state.</summary>
    public static Status StatusOf(AttemptState state) => state switch
    {
        AttemptState.Succeeded => Status.Ok,
        AttemptState.Failed or AttemptState.Refused or AttemptState.Lost => Status.Failed,
        AttemptState.Unknown => Status.Warning,
        _ => Status.Waiting,
    };

    /// <summary>Why an input cannot run: every fault with its parameter.</summary>
    public static string FaultOf(IStringLocalizer<BenchTexts> texts, KieSaaS.Kernel.Refusal refusal) =>
        refusal.Details.TryGetValue("errors", out var errors) && errors is IEnumerable<InputError> { } listed ? string.Join("; ", listed.Select(error => error.Message))
        : texts["refusal." + refusal.Code] is { ResourceNotFound: false } text ? text.Value
        : refusal.Message;
}
