namespace KieSaaS.Benchmarks;

/// <summary>A folder of this run alone. It goes with it.</summary>
internal sealed class RunFolder : IDisposable
{
    public RunFolder(string below)
    {
        Location = Path.Combine(Path.GetFullPath(below), Guid.NewGuid().ToString("n")[..8]);
        Directory.CreateDirectory(Location);
    }

    public string Location { get; }

    /// <summary>A path inside it.</summary>
    public string PathOf(string name) => Path.Combine(Location, name);

    public void Dispose() => Directory.Delete(Location, recursive: true);
}
