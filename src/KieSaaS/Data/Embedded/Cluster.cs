using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace KieSaaS.Data.Embedded;

/// <summary>One PostgreSQL cluster on disk: made once, started when nobody runs it, found when somebody does.</summary>
/// <param name="home">The folder of the cluster and its log.</param>
/// <param name="binaries">The programs.</param>
/// <param name="password">The superuser's password.</param>
/// <param name="isDurable">False switches fsync off: for tests only.</param>
internal sealed class Cluster(string home, PostgresBinaries binaries, string password, bool isDurable)
{
    private const string Superuser = "postgres";

    private string Data => Path.Combine(home, "data");

    private string PortFile => Path.Combine(home, "port");

    private string Log => Path.Combine(home, "log");

    public string ConnectionString(int port, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Superuser,
        Password = password,
        Database = database,
        Pooling = false,
        Timeout = 5,
    }.ConnectionString;

    /// <summary>The port of the running server, which is started if need be.</summary>
    public async Task<int> StartAsync(CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            await CreateAsync(ct);
        }

        if (await FindRunningAsync(ct) is { } running)
        {
            return running;
        }

        var port = FreePort();
        await UnprivilegedUser.RunAsync(
            binaries.Program("pg_ctl"),
            ["start", "-w", "-t", "60", "-s", "-D", Data, "-l", Log, "-o", ServerOptions(port)],
            ct);
        await File.WriteAllTextAsync(PortFile, port.ToString(CultureInfo.InvariantCulture), ct);
        return port;
    }

    /// <summary>Stops the server; one that died by itself needs no stopping.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (await FindRunningAsync(ct) is not null)
        {
            await UnprivilegedUser.RunAsync(binaries.Program("pg_ctl"), ["stop", "-w", "-t", "30", "-s", "-m", "fast", "-D", Data], ct);
        }
    }

    private async Task CreateAsync(CancellationToken ct)
    {
        if (Directory.Exists(Data))
        {
            // A crash during initdb left half a cluster; without PG_VERSION it never held anything.
            Directory.Delete(Data, recursive: true);
        }

        Directory.CreateDirectory(Data);
        var passwordFile = Path.Combine(home, "password");
        await File.WriteAllTextAsync(passwordFile, password, ct);
        await UnprivilegedUser.GiveAsync(home, ct);
        await UnprivilegedUser.RunAsync(
            binaries.Program("initdb"),
            ["-D", Data, "-U", Superuser, "--pwfile", passwordFile, "--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            ct);
        File.Delete(passwordFile);
    }

    private string ServerOptions(int port) => string.Join(' ',
    [
        $"-p {port}",
        "-c listen_addresses=127.0.0.1",
        "-c unix_socket_directories=",       // a deep folder would exceed the length of a socket's path
        "-c max_connections=200",
        "-c shared_buffers=128MB",
        .. isDurable ? Array.Empty<string>() : ["-c fsync=off", "-c full_page_writes=off", "-c synchronous_commit=off"],
    ]);

    /// <summary>Adopts a server that an earlier, crashed app left running, or that another process uses; clears a stale pid file.</summary>
    private async Task<int?> FindRunningAsync(CancellationToken ct)
    {
        var pidFile = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(pidFile))
        {
            return null;
        }

        var lines = await File.ReadAllLinesAsync(pidFile, ct);
        if (lines.Length < 4 || !int.TryParse(lines[0], out var pid) || !int.TryParse(lines[3], out var port) || !IsOurs(pid))
        {
            File.Delete(pidFile);
            return null;
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString(port, "postgres"));
                await connection.OpenAsync(ct);
                return port;
            }
            catch (Exception e) when (e is NpgsqlException && attempt < 100)
            {
                // Starting up, or going down: in the second case there will be no pid file, or another's, in a moment.
                if (!File.Exists(pidFile) || !IsOurs(pid))
                {
                    return null;
                }

                await Task.Delay(100, ct);
            }
        }
    }

    // After a reboot the number in the file may belong to any program.
    private bool IsOurs(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            var commandLine = $"/proc/{pid}/cmdline";
            return !File.Exists(commandLine) || File.ReadAllText(commandLine).Contains(Data, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private int FreePort()
    {
        if (File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), out var kept) && IsFree(kept))
        {
            return kept;
        }

        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
