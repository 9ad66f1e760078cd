namespace KieSaaS.Files;

/// <summary>
/// Where stored files live. A path is <c>folder/…/name.ext</c> in letters, digits, dot, hyphen and underscore;
/// any other path is an <see cref="ArgumentException"/>. A stored file never changes: it is only added and deleted.
/// </summary>
public interface IFileStore
{
    /// <summary>
    /// Stores a stream whole or not at all. Storing the same content at the same path again is harmless.
    /// </summary>
    /// <param name="path">Where to.</param>
    /// <param name="content">Read from its present position to its end.</param>
    /// <param name="mediaType">What it is, such as "image/png".</param>
    /// <param name="ct">Stops it; nothing is stored then.</param>
    /// <exception cref="FileConflictException">Something else is stored at that path.</exception>
    Task<StoredFile> SaveAsync(string path, Stream content, string mediaType, CancellationToken ct);

    /// <summary>The content as a stream that can seek, or null when nothing is stored there.</summary>
    Task<Stream?> OpenAsync(string path, CancellationToken ct);

    /// <summary>Removes a file; a file that is not there is no error.</summary>
    Task DeleteAsync(string path, CancellationToken ct);

    /// <summary>True when something is stored there.</summary>
    Task<bool> ExistsAsync(string path, CancellationToken ct);
}

/// <summary>What is known of a file that was stored.</summary>
/// <param name="Path">Where it lies in the store.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hex digits.</param>
public sealed record StoredFile(string Path, string MediaType, long Size, string Sha256);

/// <summary>Another content is already stored at the path; it was left as it is.</summary>
/// <param name="path">The path.</param>
public sealed class FileConflictException(string path) : IOException($"Another file is already stored at '{path}'; stored files never change.");
