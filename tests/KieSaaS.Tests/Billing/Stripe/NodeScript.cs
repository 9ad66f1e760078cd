using System.Diagnostics;

namespace KieSaaS.Tests.Billing.Stripe;

/// <summary>Runs one of the scripts beside this file with the checkout's npm packages, and gives what it printed.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var node = Prerequisite.Program("node", "nodejs");
        using var process = Process.Start(new ProcessStartInfo(node, [Repository.PathOf("tests", "KieSaaS.Tests", "Billing", "Stripe", script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(StripeSandboxFixture.Ct);
        var output = await process.StandardOutput.ReadToEndAsync(StripeSandboxFixture.Ct).WaitAsync(Patience);
        await process.WaitForExitAsync(StripeSandboxFixture.Ct);
        Assert.True(process.ExitCode == 0, $"{script} failed: {output}{await errors}");
        return output;
    }
}
