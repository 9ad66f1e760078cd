using System.Diagnostics;
using KieSaaS.Data;

namespace KieSaaS.Web.Hosting;

/// <summary>
/// The sandbox of this data directory: a process of its own, found running or started. It outlives a crash of the portal,
/// serves every node that uses the directory, and is stopped by the last of them to leave.
/// </summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Poll = TimeSpan.FromMilliseconds(25);

    private readonly SharedUse _use;

    private SandboxProcess(SharedUse use, Uri address) => (_use, Address) = (use, address);

    /// <summary>Where it listens, on loopback.</summary>
    public Uri Address { get; }

    /// <exception cref="InvalidOperationException">It does not start; the message names its log.</exception>
    public static async Task<SandboxProcess> StartAsync(DataDirectory directory, CancellationToken ct)
    {
        var folder = directory.Folder("sandbox");
        var (use, address) = await SharedUse.JoinAsync(Path.Combine(folder, "users.lock"), () => FindOrStartAsync(folder, ct), ct);
        return new SandboxProcess(use, address);
    }

    public async ValueTask DisposeAsync()
    {
        await _use.LeaveAsync(async () =>
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            try
            {
                using var answer = await http.PostAsync(new Uri(Address, "/_sandbox/stop"), null);
            }
            catch (HttpRequestException)
            {
                // It has gone already.
            }
        });
        _use.Dispose();
    }

    private static async Task<Uri> FindOrStartAsync(string folder, CancellationToken ct)
    {
        var addressFile = Path.Combine(folder, "address");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        if (await ReadAsync(http, addressFile, ct) is { } running)
        {
            return running;
        }

        File.Delete(addressFile);
        var program = Path.Combine(AppContext.BaseDirectory, "sandbox", "KieSaaS.Sandbox.dll");
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"The sandbox is not beside the portal ({program}). Build the solution, or set Sandbox:Url to one that runs.");
        }

        Start(program, folder);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Poll)
        {
            if (await ReadAsync(http, addressFile, ct) is { } address)
            {
                return address;
            }

            await Task.Delay(Poll, ct);
        }

        throw new InvalidOperationException($"The sandbox did not start within {Patience.TotalSeconds:0} seconds; its log is {Path.Combine(folder, "log")}.");
    }

    private static async Task<Uri?> ReadAsync(HttpClient http, string addressFile, CancellationToken ct)
    {
        if (!File.Exists(addressFile) || !Uri.TryCreate((await File.ReadAllTextAsync(addressFile, ct)).Trim(), UriKind.Absolute, out var address))
        {
            return null;
        }

        try
        {
            using var answer = await http.GetAsync(new Uri(address, "/health/live"), ct);
            return answer.IsSuccessStatusCode ? address : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    // Its own session: Ctrl-C in the terminal reaches the portal alone, which then stops the sandbox if nobody else uses it.
    private static void Start(string program, string folder)
    {
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var detach = File.Exists("/usr/bin/setsid") ? "exec setsid " : "exec ";
        using var process = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            ArgumentList =
            {
                "-c",
                detach + "\"$0\" \"$@\" >>\"$KIESAAS_SANDBOX_LOG\" 2>&1 </dev/null",
                dotnet, program, "--data", folder, "--urls", $"http://127.0.0.1:{LoopbackPort.Keep(Path.Combine(folder, "port"))}",
            },
            Environment = { ["KIESAAS_SANDBOX_LOG"] = Path.Combine(folder, "log") },
        });
    }
}
