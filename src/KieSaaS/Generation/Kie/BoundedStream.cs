namespace KieSaaS.Generation.Kie;

/// <summary>Passes a stream on up to a number of bytes and a moment; whatever goes wrong on the way is a <see cref="ProviderException"/>.</summary>
/// <param name="inner">Disposed together with this one.</param>
/// <param name="limit">Most bytes.</param>
/// <param name="deadline">Cancelled when the time is over.</param>
/// <param name="owners">More to dispose with it.</param>
internal sealed class BoundedStream(Stream inner, long limit, CancellationToken deadline, params IDisposable[] owners) : Stream
{
    private long _passed;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => _passed; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline);
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, stop.Token);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException("The content took too long to arrive.", isRetryable: true, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new ProviderException("The content broke off.", isRetryable: true, e);
        }

        _passed += read;
        return _passed <= limit ? read : throw new ProviderException($"The content is bigger than {limit} bytes.", isRetryable: false);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is written.
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            foreach (var owner in owners)
            {
                owner.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
