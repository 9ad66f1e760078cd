using System.CommandLine;

namespace KieSaaS.Web.Operator;

/// <summary>What an operator does from a terminal, on the same executable and settings as the portal.</summary>
internal static class OperatorCommands
{
    private static readonly string[] Names = ["migrate", "staff", "tenant", "credits", "proof", "--help", "-h", "-?", "--version"];

    public static bool AreMeant(string[] args) => args.Length > 0 && Names.Contains(args[0], StringComparer.Ordinal);

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("KieSaaS. Without a command it serves the portal: --urls ADDRESS sets its address, --data DIR its data directory.")
        {
            MigrateCommand.Create(),
            new Command("staff", "People of the platform.") { StaffCommand.CreateAdd() },
            new Command("tenant", "Customer organisations.") { TenantCommand.CreateAdd() },
            new Command("credits", "Credits of a tenant.") { CreditsCommand.CreateGrant() },
            ProofCommand.Create(),
        };
        root.Options.Add(OperatorSession.Data);
        root.Options.Add(OperatorSession.Json);
        return root.Parse(args).InvokeAsync();
    }
}
