using System.Diagnostics;
using System.Net.Http.Json;

namespace KieSaaS.Testing;

/// <summary>A sandbox in its own process with its own data folder.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private Process? _process;

    private SandboxProcess()
    {
    }

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("kiesaas-sandbox-").FullName;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    private string AddressFile => Path.Combine(DataDirectory, "address");

    public static async Task<SandboxProcess> StartAsync()
    {
        var sandbox = new SandboxProcess();
        await sandbox.LaunchAsync("http://127.0.0.1:0");
        sandbox.Http.BaseAddress = sandbox.Address;
        return sandbox;
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

    /// <summary>Starts it again on the same state and address.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        File.Delete(AddressFile);
        await LaunchAsync(Address.GetLeftPart(UriPartial.Authority));
    }

    public async Task AdvanceAsync(TimeSpan by) =>
        (await Http.PostAsJsonAsync("/_sandbox/clock/advance", new { seconds = by.TotalSeconds })).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await KillAsync();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private async Task LaunchAsync(string urls)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Repository.PathOf("src", "KieSaaS.Sandbox", "bin", framework.Parent!.Name, framework.Name, "KieSaaS.Sandbox.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, "--data", DataDirectory, "--urls", urls, "--Logging:LogLevel:Default=Warning"]))!;
        var waited = Stopwatch.StartNew();
        while (!File.Exists(AddressFile) || (await File.ReadAllTextAsync(AddressFile)).Length == 0)
        {
            if (_process.HasExited || waited.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new InvalidOperationException("The sandbox did not start.");
            }

            await Task.Delay(50);
        }

        Address = new Uri((await File.ReadAllTextAsync(AddressFile)).Trim());
    }
}
