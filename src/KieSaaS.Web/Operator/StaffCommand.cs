using System.CommandLine;
using System.Text.Json.Nodes;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Operator;

internal static class StaffCommand
{
    public static Command CreateAdd()
    {
        var email = new Option<string>("--email") { Required = true, Description = "Who." };
        var role = new Option<StaffRole>("--role") { Required = true, Description = "What they may do." };
        var command = new Command("add", "Gives a person a role of the platform; prints a one-time password for a new account.") { email, role };
        command.SetAction((parsed, ct) => OperatorSession.RunAsync(
            parsed, (services, token) => RunAsync(services, parsed.GetRequiredValue(email), parsed.GetRequiredValue(role), token), ct));
        return command;
    }

    private static async Task<Result<JsonObject>> RunAsync(IServiceProvider services, string email, StaffRole role, CancellationToken ct)
    {
        await OperatorSession.MigrateAsync(services, ct);
        var added = await services.GetRequiredService<AddStaff>().RunAsync(new AddStaff.Question(email, role), ct);
        return added.Match<Result<JsonObject>>(
            answer => new JsonObject { ["userId"] = answer.UserId, ["role"] = role.ToString(), ["password"] = answer.Password },
            refusal => refusal);
    }
}
