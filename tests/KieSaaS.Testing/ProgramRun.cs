using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KieSaaS.Testing;

/// <summary>One run of a built .NET program: what it printed, how it ended, and the two ways to end it.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    private static readonly string[] Foreign = ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "ConnectionStrings__", "Sandbox__", "Stripe__", "Kie__", "KIE_", "KIESAAS_", "Public__"];

    private readonly Process _process;
    private readonly StringBuilder _output = new(), _errors = new();

    private ProgramRun(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Note(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Note(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>Starts it with these variables and none that the test's own surroundings set for a portal.</summary>
    public static ProgramRun Start(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> variables)
    {
        string[] command = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", program, .. arguments];

        // A shell's background jobs ignore Ctrl-C and so does what they start, unless it is put right.
        string[] launch = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. command] : command;
        var start = new ProcessStartInfo(launch[0], launch[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new ProgramRun(process);
    }

    /// <summary>Waits for its end and for the last line it printed; gives its exit code.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public async Task<int> WaitAsync(TimeSpan patience)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(patience);
            return _process.ExitCode;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"The program did not end within {patience.TotalSeconds:0} s. It said: {Output}{Errors}", e);
        }
    }

    /// <summary>Ends it at once; its children go on.</summary>
    public void Kill() => _process.Kill();

    /// <summary>What Ctrl-C sends.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static bool IsForeign(string name) => Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static void Note(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
