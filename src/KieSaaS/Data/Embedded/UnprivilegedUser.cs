using System.Diagnostics;

namespace KieSaaS.Data.Embedded;

/// <summary>
/// PostgreSQL refuses to run as root. When the app is root, its programs run as the user "nobody", who must be able to
/// reach the programs and the data.
/// </summary>
internal static class UnprivilegedUser
{
    private const string Id = "65534";

    public static bool IsNeeded => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Whether every folder above and including this one lets anybody pass.</summary>
    public static bool CanReach(string path)
    {
        if (!IsNeeded)
        {
            return true;
        }

        for (var folder = new DirectoryInfo(path).Parent; folder is not null; folder = folder.Parent)
        {
            if (!OperatingSystem.IsWindows() && (folder.UnixFileMode & UnixFileMode.OtherExecute) == UnixFileMode.None)
            {
                return false;
            }
        }

        return true;
    }

    public static Task GiveAsync(string path, CancellationToken ct) =>
        IsNeeded ? Command.RunAsync("chown", ["-R", $"{Id}:{Id}", path], ct) : Task.CompletedTask;

    public static Task<string> RunAsync(string program, string[] arguments, CancellationToken ct) => IsNeeded
        ? Command.RunAsync("setpriv", [$"--reuid={Id}", $"--regid={Id}", "--clear-groups", "env", "HOME=/", "LC_ALL=C.UTF-8", program, .. arguments], ct)
        : Command.RunAsync("env", ["LC_ALL=C.UTF-8", program, .. arguments], ct);
}

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <exception cref="InvalidOperationException">It failed; the message carries what it printed.</exception>
    public static async Task<string> RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        var text = await output + await errors;
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {text.Trim()}");
    }
}
