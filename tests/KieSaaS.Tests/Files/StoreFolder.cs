using KieSaaS.Data;

namespace KieSaaS.Tests.Files;

/// <summary>A data directory of one test, removed at its end.</summary>
public abstract class StoreFolder : IDisposable
{
    protected DataDirectory Directory { get; } = new(System.IO.Directory.CreateTempSubdirectory("kiesaas-files-").FullName);

    public void Dispose()
    {
        System.IO.Directory.Delete(Directory.Root, recursive: true);
        GC.SuppressFinalize(this);
    }
}
