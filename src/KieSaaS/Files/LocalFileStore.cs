using System.Security.Cryptography;
using KieSaaS.Data;

namespace KieSaaS.Files;

/// <summary>Files below the data directory. Several nodes can share it on one machine or one mounted volume.</summary>
internal sealed class LocalFileStore : IFileStore
{
    private static readonly TimeSpan Leftover = TimeSpan.FromDays(1);

    private readonly string _root, _incoming;

    public LocalFileStore(DataDirectory directory, TimeProvider clock)
    {
        _root = directory.Folder("files");
        _incoming = directory.Folder("files-incoming");
        RemoveLeftovers(clock.GetUtcNow() - Leftover);
    }

    /// <inheritdoc/>
    public async Task<StoredFile> SaveAsync(string path, Stream content, string mediaType, CancellationToken ct)
    {
        var target = Locate(path);
        using var incoming = await IncomingFile.ReceiveAsync(_incoming, content, ct);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            // Moving without overwriting is atomic: of two writers one wins, and a reader never sees half a file.
            File.Move(incoming.Location, target, overwrite: false);
        }
        catch (IOException) when (File.Exists(target))
        {
            if (await HashAsync(target, ct) != incoming.Sha256)
            {
                throw new FileConflictException(path);
            }
        }

        return new StoredFile(path, mediaType, incoming.Size, incoming.Sha256);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string path, CancellationToken ct)
    {
        var target = Locate(path);
        try
        {
            return Task.FromResult<Stream?>(Read(target));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken ct)
    {
        var target = Locate(path);
        if (File.Exists(target))
        {
            File.Delete(target);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string path, CancellationToken ct) => Task.FromResult(File.Exists(Locate(path)));

    private static FileStream Read(string target) =>
        new(target, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 4096, useAsync: true);

    private static async Task<string> HashAsync(string target, CancellationToken ct)
    {
        await using var file = Read(target);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private string Locate(string path) => Path.Combine(_root, StoragePath.Require(path).Replace('/', Path.DirectorySeparatorChar));

    /// <summary>A crash leaves the file that was being written; after a day nobody writes it any more.</summary>
    private void RemoveLeftovers(DateTimeOffset before)
    {
        foreach (var file in Directory.EnumerateFiles(_incoming).Where(file => File.GetLastWriteTimeUtc(file) < before.UtcDateTime))
        {
            File.Delete(file);
        }
    }
}
