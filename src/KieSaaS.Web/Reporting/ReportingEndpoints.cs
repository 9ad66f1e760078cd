using System.Net.Mime;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Reporting;

/// <summary>The files of the module: statements as PDF and the usage log as CSV. Both hold what only the tenant may see, so nobody keeps a copy.</summary>
internal static class ReportingEndpoints
{
    public const string Statements = "/app/statements";

    /// <summary>Maps the two files; the pages are routable components.</summary>
    public static void MapReporting(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Statements + "/{month}.pdf", SendStatementAsync).RequireAuthorization(nameof(Right.ViewWorkspace));
        routes.MapGet(UsageQuery.File, SendUsage).RequireAuthorization(nameof(Right.ViewWorkspace));
    }

    // What is not a month is answered like a month without a statement.
    private static async Task<IResult> SendStatementAsync(string month, PrintStatement print, HttpResponse response, CancellationToken ct)
    {
        if (!StatementMonth.TryParse(month, out var wanted) || (await print.RunAsync(wanted, ct)).Value is not { } file)
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = "no-store";
        return Results.File(file.Content, MediaTypeNames.Application.Pdf, file.Name);
    }

    private static IResult SendUsage(
        [AsParameters] UsageQuery query, ExportUsage export, TimeProvider clock, IStringLocalizer<TenantReportTexts> texts, HttpResponse response)
    {
        var (filter, faults) = query.Read(clock.GetUtcNow());
        if (filter is null)
        {
            return Results.ValidationProblem(faults.ToDictionary(fault => fault.Field, fault => new[] { texts[fault.TextKey].Value }, StringComparer.Ordinal));
        }

        response.Headers.CacheControl = "no-store";
        return Results.Stream(
            output => export.RunAsync(filter, output, response.HttpContext.RequestAborted),
            "text/csv; charset=utf-8",
            $"usage-{UsageQuery.TextOf(filter.From)}-{UsageQuery.TextOf(filter.To)}.csv");
    }
}
