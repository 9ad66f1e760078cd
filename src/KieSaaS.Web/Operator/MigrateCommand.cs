using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Operator;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Brings the database to this version's schema and publishes the first prices.");
        command.SetAction((parsed, ct) => OperatorSession.RunAsync(parsed, RunAsync, ct));
        return command;
    }

    private static async Task<Result<JsonObject>> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var applied = await OperatorSession.MigrateAsync(services, ct);
        return new JsonObject { ["applied"] = JsonSerializer.SerializeToNode(applied) };
    }
}
