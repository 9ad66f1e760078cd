using System.Security.Cryptography;
using System.Text;

namespace KieSaaS.Sandbox.Kie;

/// <summary>A file that a client uploaded.</summary>
/// <param name="Path">Its path below the uploads' folder, as Kie names it.</param>
/// <param name="MimeType">Its content type.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="UploadedAt">When, by the sandbox's clock.</param>
internal sealed record UploadedFile(string Path, string MimeType, long Size, DateTimeOffset UploadedAt)
{
    /// <summary>The last part of its path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>The uploaded files, kept for a day: the shortest of the times that Kie's sources give.</summary>
internal sealed class UploadStore
{
    /// <summary>The path below which uploads are served.</summary>
    public const string Folder = "/_uploads/";

    private const string Area = "kie-upload";

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly SandboxState _state;
    private readonly SandboxClock _clock;
    private readonly string _directory;

    public UploadStore(SandboxState state, SandboxClock clock, SandboxOptions options)
    {
        _state = state;
        _clock = clock;
        _directory = Directory.CreateDirectory(Path.Combine(options.DataDirectory, "uploads")).FullName;
        state.Cleared += (_, _) =>
        {
            Directory.Delete(_directory, recursive: true);
            Directory.CreateDirectory(_directory);
        };
    }

    /// <summary>Keeps a file; one of the same path is replaced.</summary>
    public async Task<UploadedFile> KeepAsync(string path, string mimeType, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        await File.WriteAllBytesAsync(PlaceOf(path), bytes, stop);
        var file = new UploadedFile(path, mimeType, bytes.Length, _clock.GetUtcNow());
        _state.Save(Area, path, file);
        return file;
    }

    /// <summary>The file and where its bytes lie, or null when it never was or its time is over.</summary>
    public (UploadedFile File, string Place)? Find(string path) =>
        _state.Load<UploadedFile>(Area, path) is { } file && file.UploadedAt + Kept > _clock.GetUtcNow() ? (file, PlaceOf(path)) : null;

    /// <summary>The client's path is only hashed, never used as a path of this machine.</summary>
    private string PlaceOf(string path) => Path.Combine(_directory, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path))));
}
