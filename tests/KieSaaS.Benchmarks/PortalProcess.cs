using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KieSaaS.Benchmarks;

/// <summary>The built portal as a process of its own, ended as a person would: with Ctrl-C.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private PortalProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>Starts it and returns at once.</summary>
    public static PortalProcess Start(Uri address, string data, string environment, IEnumerable<(string Name, string Value)> settings)
    {
        if (!File.Exists(Checkout.Portal))
        {
            throw new FileNotFoundException("The portal is not built in this configuration: build the solution first.", Checkout.Portal);
        }

        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Checkout.Portal, "--data", data, "--urls", address.GetLeftPart(UriPartial.Authority)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["DOTNET_ENVIRONMENT"] = environment;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var portal = new PortalProcess(Process.Start(start)!, address);
        portal._process.OutputDataReceived += (_, line) => portal.Note(line.Data);
        portal._process.ErrorDataReceived += (_, line) => portal.Note(line.Data);
        portal._process.BeginOutputReadLine();
        portal._process.BeginErrorReadLine();
        return portal;
    }

    /// <summary>Waits for the first 200 of an address.</summary>
    /// <exception cref="InvalidOperationException">It ended or took minutes; the message has what it wrote.</exception>
    public async Task AnswersAsync(string path)
    {
        for (var waited = Stopwatch.StartNew(); !await IsOkAsync(path);)
        {
            if (_process.HasExited || waited.Elapsed > Patience)
            {
                throw new InvalidOperationException($"The portal does not answer {path}: {Output()}");
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Processor time it has used so far, in all its threads.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Resident memory as the kernel counts it, in MiB.</summary>
    public double ResidentMebibytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1024.0 / 1024.0;
    }

    /// <summary>Asks it to end and waits until it did.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            await Programs.RunAsync("/bin/kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            _http.Dispose();
            _process.Dispose();
        }
    }

    private async Task<bool> IsOkAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, path));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }
}
