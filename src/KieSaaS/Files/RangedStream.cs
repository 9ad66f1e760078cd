namespace KieSaaS.Files;

/// <summary>
/// A stream over a content of known length that can be opened at any position. Seeking costs nothing until the next read,
/// which lets a browser jump in a video that lies in an object store.
/// </summary>
/// <param name="length">Bytes of the whole content.</param>
/// <param name="open">Opens the content from a position to its end.</param>
internal sealed class RangedStream(long length, Func<long, CancellationToken, Task<Stream>> open) : Stream
{
    private Stream? _current;
    private long _currentAt, _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new IOException("A position before the beginning.");
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        if (_current is null || _currentAt != _position)
        {
            await CloseAsync();
            _current = await open(_position, cancellationToken);
            _currentAt = _position;
        }

        var read = await _current.ReadAsync(buffer, cancellationToken);
        _currentAt = _position += read;
        return read > 0 ? read : throw new EndOfStreamException($"The content ended at byte {_position} of {length}.");
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is written.
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("Stored files never change.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Stored files never change.");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
            _current = null;
        }

        base.Dispose(disposing);
    }

    private async ValueTask CloseAsync()
    {
        if (_current is { } current)
        {
            _current = null;
            await current.DisposeAsync();
        }
    }
}
