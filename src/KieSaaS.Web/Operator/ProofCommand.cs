using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Operator;

internal static class ProofCommand
{
    public static Command Create()
    {
        var command = new Command("proof", "Proves the books: every invariant over all tenants. Exit code 1 when one fails.");
        command.SetAction((parsed, ct) => OperatorSession.RunAsync(parsed, RunAsync, ct));
        return command;
    }

    private static async Task<Result<JsonObject>> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var findings = await services.GetRequiredService<Proof>().RunAsync(ct);
        var broken = findings.Where(finding => !finding.Holds).ToDictionary(finding => finding.Name, finding => finding.Violations);
        return broken.Count == 0
            ? new JsonObject { ["holds"] = true, ["invariants"] = JsonSerializer.SerializeToNode(findings.Select(finding => finding.Name)) }
            : new Refusal(RefusalKind.Conflict, "billing.books-do-not-agree", "The books do not agree.")
            {
                Details = broken.ToDictionary(pair => pair.Key, object? (pair) => pair.Value, StringComparer.Ordinal),
            };
    }
}
