namespace KieSaaS.Sandbox;

/// <summary>Ownership of a data directory: an exclusive lock that the operating system drops when the process ends, however it ends.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly string _address;
    private readonly FileStream _lock;

    private DataDirectory(string directory, FileStream held)
    {
        _address = Path.Combine(directory, "address");
        _lock = held;
    }

    /// <summary>Takes the directory, or throws <see cref="StartRefusedException"/> when another process has it.</summary>
    public static DataDirectory Take(string directory)
    {
        Directory.CreateDirectory(directory);
        try
        {
            var held = new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var taken = new DataDirectory(directory, held);
            File.Delete(taken._address);
            return taken;
        }
        catch (IOException)
        {
            throw new StartRefusedException(
                $"Another sandbox already uses {directory}. Use that one (its address is in {Path.Combine(directory, "address")}) or name another --data directory.",
                exitCode: 3);
        }
    }

    /// <summary>Writes the base address for others to find, in one step so that nobody reads half of it.</summary>
    public void Announce(string address)
    {
        File.WriteAllText(_address + ".new", address);
        File.Move(_address + ".new", _address, overwrite: true);
    }

    /// <summary>Withdraws the address and gives the directory back.</summary>
    public void Dispose()
    {
        File.Delete(_address);
        _lock.Dispose();
    }
}
