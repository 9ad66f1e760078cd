using System.CommandLine;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Operator;

internal static class CreditsCommand
{
    public static Command CreateGrant()
    {
        var tenant = new Option<Guid>("--tenant") { Required = true, Description = "The tenant's id." };
        var amount = new Option<string>("--amount") { Required = true, Description = "Credits, such as 250 or 12.5." };
        var reason = new Option<string>("--reason") { Required = true, Description = "Why; it stands on the tenant's ledger line." };
        var command = new Command("grant", "Gives a tenant live credits.") { tenant, amount, reason };
        command.SetAction((parsed, ct) => OperatorSession.RunAsync(
            parsed,
            (services, token) => RunAsync(
                services, new GrantCredits.Command(new TenantId(parsed.GetValue(tenant)), parsed.GetValue(amount), parsed.GetValue(reason), Guid.NewGuid()), token),
            ct));
        return command;
    }

    private static async Task<Result<JsonObject>> RunAsync(IServiceProvider services, GrantCredits.Command command, CancellationToken ct)
    {
        var granted = await services.GetRequiredService<GrantCredits>().RunAsync(command, ct);
        return granted.Match<Result<JsonObject>>(
            effect => new JsonObject
            {
                ["granted"] = effect.Amount.ToString(),
                ["repaidDebt"] = effect.Repaid.ToString(),
                ["balance"] = effect.BalanceAfter.ToString(),
            },
            refusal => refusal);
    }
}
