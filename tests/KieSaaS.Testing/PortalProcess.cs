using System.Diagnostics;
using System.Text.RegularExpressions;

namespace KieSaaS.Testing;

/// <summary>
/// The built portal in a process of its own, in Development, on a free port and with its state in a data directory. It can be
/// killed, stopped and started again on the same state and address; disposing it ends it and everything it started.
/// </summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly PortalSetup _setup;
    private readonly PortalDirectory? _own;
    private ProgramRun? _run;

    private PortalProcess(PortalSetup setup)
    {
        _setup = setup;
        _own = setup.DataDirectory is null ? new PortalDirectory() : null;
        DataDirectory = setup.DataDirectory ?? _own!.Path;
    }

    /// <summary>Where it keeps its state.</summary>
    public string DataDirectory { get; }

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>A client with the base address. It follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The number of the running process.</summary>
    public int ProcessId => Running.Id;

    /// <summary>Where its sandbox listens.</summary>
    public Uri SandboxAddress => _setup.Sandbox ?? new Uri(File.ReadAllText(Path.Combine(DataDirectory, "sandbox", "address")).Trim());

    /// <summary>The built program; the tests' build brings it up to date.</summary>
    public static string Program
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Repository.PathOf("src", "KieSaaS.Web", "bin", framework.Parent!.Name, framework.Name, "KieSaaS.Web.dll");
        }
    }

    private ProgramRun Running => _run ?? throw new InvalidOperationException("The portal does not run.");

    /// <summary>Starts one and waits until it is ready.</summary>
    public static async Task<PortalProcess> StartAsync(PortalSetup? setup = null)
    {
        var portal = new PortalProcess(setup ?? new PortalSetup());
        try
        {
            await portal.LaunchAsync(crashAt: null);
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as a crash would: <c>kill -9</c> of the portal's process, of no other.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await WaitForDeathAsync();
    }

    /// <summary>Waits until it has ended by itself; gives its exit code.</summary>
    public async Task<int> WaitForDeathAsync()
    {
        await using var run = Running;
        var code = await run.WaitAsync(Patience);
        _run = null;
        return code;
    }

    /// <summary>Presses Ctrl-C and waits until it has ended; gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await Running.InterruptAsync();
        return await WaitForDeathAsync();
    }

    /// <summary>Starts it again on the same state, killing it first when it still runs.</summary>
    /// <param name="crashAt">One of <c>CrashPoints</c>: where it dies by itself.</param>
    public async Task RestartAsync(string? crashAt = null)
    {
        if (_run is not null)
        {
            await KillAsync();
        }

        await LaunchAsync(crashAt);
    }

    /// <summary>Runs an operator's command on this installation, with <c>--json</c>, whether the portal runs or not.</summary>
    public async Task<OperatorAnswer> RunCommandAsync(params string[] arguments)
    {
        await using var run = ProgramRun.Start(Program, [.. arguments, "--json", "--data", DataDirectory], _setup.Variables());
        var code = await run.WaitAsync(Patience);
        return new OperatorAnswer(code, run.Output, run.Errors);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_run is not null)
        {
            await StopAsync();
        }

        Http?.Dispose();
        await PortalRemains.StopAsync(DataDirectory, _setup);
        _own?.Dispose();
    }

    private async Task LaunchAsync(string? crashAt)
    {
        var address = _setup.Address ?? Address;
        string[] urls = address is null ? [] : ["--urls", address.GetLeftPart(UriPartial.Authority)];
        KeyValuePair<string, string>[] crash = crashAt is null ? [] : [new("KIESAAS_CRASH_AT", crashAt)];
        _run = ProgramRun.Start(Program, ["--data", DataDirectory, .. urls], _setup.Variables().Concat(crash));
        try
        {
            await BecomeReadyAsync(_run, address);
        }
        catch
        {
            _run.Kill();
            await WaitForDeathAsync();
            throw;
        }
    }

    private async Task BecomeReadyAsync(ProgramRun run, Uri? address)
    {
        var waited = Stopwatch.StartNew();
        while (Announced().Match(run.Output) is not { Success: true } || !await IsReadyAsync(run, address))
        {
            if (run.HasExited || waited.Elapsed > Patience)
            {
                throw new InvalidOperationException($"The portal did not start ({Program}): {run.Output}{run.Errors}");
            }

            await Task.Delay(20);
        }
    }

    // What it announces is its own address even where another portal shares the data directory.
    private async Task<bool> IsReadyAsync(ProgramRun run, Uri? address)
    {
        Address = address ?? new Uri(Announced().Match(run.Output).Groups["address"].Value);
        Http ??= new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\s+Portal\s+(?<address>http\S+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Announced();
}
