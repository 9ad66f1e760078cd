using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace KieSaaS.Testing;

/// <summary>
/// A sandbox in a process of its own, on a free port and with its state in a temporary directory.
/// It can be killed and started again on the same state and address; disposing it ends it and removes the directory.
/// </summary>
public sealed partial class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SandboxSetup _setup;
    private readonly StringBuilder _errors = new();
    private Process? _process;

    private SandboxProcess(SandboxSetup setup)
    {
        _setup = setup;
    }

    /// <summary>Where it keeps its state.</summary>
    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("kiesaas-sandbox-").FullName;

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>A client with the base address and a bearer key that is let in.</summary>
    public HttpClient Http { get; } = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "test-key") } };

    /// <summary>The built program; the tests' build brings it up to date.</summary>
    public static string Program
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Repository.PathOf("src", "KieSaaS.Sandbox", "bin", framework.Parent!.Name, framework.Name, "KieSaaS.Sandbox.dll");
        }
    }

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<SandboxProcess> StartAsync(SandboxSetup? setup = null)
    {
        var sandbox = new SandboxProcess(setup ?? new SandboxSetup());
        try
        {
            await sandbox.LaunchAsync("http://127.0.0.1:0");
            sandbox.Http.BaseAddress = sandbox.Address;
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the program with any arguments until it ends; for starts that are refused.</summary>
    public static async Task<(int ExitCode, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Command(arguments))!;
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Starts it again on the same state and address; kills it first when it still runs.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        File.Delete(AddressFile);
        await LaunchAsync(Address.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>Asks it to end and waits until it did; gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        var process = _process ?? throw new InvalidOperationException("The sandbox does not run.");
        await ControlAsync(HttpMethod.Post, "stop");
        await process.WaitForExitAsync().WaitAsync(Patience);
        _process = null;
        using (process)
        {
            return process.ExitCode;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private string AddressFile => Path.Combine(DataDirectory, "address");

    private static ProcessStartInfo Command(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("Sandbox__", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        return start;
    }

    private async Task LaunchAsync(string url)
    {
        var process = Process.Start(Command(_setup.Arguments(DataDirectory, url)))!;
        _process = process;
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();

        var waited = Stopwatch.StartNew();
        while (!File.Exists(AddressFile))
        {
            if (process.HasExited || waited.Elapsed > Patience)
            {
                throw new InvalidOperationException($"The sandbox did not start ({Program}): {Errors()}");
            }

            await Task.Delay(10);
        }

        Address = new Uri(await File.ReadAllTextAsync(AddressFile));
    }

    private void Note(string? line)
    {
        lock (_errors)
        {
            _errors.AppendLine(line);
        }
    }

    private string Errors()
    {
        lock (_errors)
        {
            return _errors.ToString();
        }
    }
}
