using KieSaaS.Files;

namespace KieSaaS.Tests.Files;

public sealed class RangedStreamTests
{
    private readonly byte[] _content = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
    private readonly List<long> _opened = [];

    [Fact]
    public async Task Reading_through_opens_once()
    {
        await using var stream = Open();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        Assert.Equal(_content, copy.ToArray());
        Assert.Equal([0L], _opened);
    }

    [Fact]
    public async Task Seeking_reads_from_there_and_costs_nothing_before()
    {
        await using var stream = Open();
        stream.Seek(-100, SeekOrigin.End);
        stream.Seek(500, SeekOrigin.Begin);
        stream.Seek(10, SeekOrigin.Current);
        Assert.Empty(_opened);

        var buffer = new byte[20];
        await stream.ReadExactlyAsync(buffer);
        stream.Position = 3;
        await stream.ReadExactlyAsync(buffer.AsMemory(0, 1));
        Assert.Equal([510L, 3L], _opened);
        Assert.Equal((3, unchecked((byte)511)), (buffer[0], buffer[1]));
    }

    [Fact]
    public async Task The_end_is_the_end()
    {
        await using var stream = Open();
        stream.Position = 1000;
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        Assert.Empty(_opened);
    }

    [Fact]
    public async Task A_content_that_ends_early_is_an_error_and_not_a_short_file()
    {
        await using var stream = new RangedStream(2000, (from, _) => Task.FromResult<Stream>(new MemoryStream(_content[(int)from..])));
        using var copy = new MemoryStream();
        await Assert.ThrowsAsync<EndOfStreamException>(() => stream.CopyToAsync(copy));
    }

    private RangedStream Open() => new(_content.Length, (from, _) =>
    {
        _opened.Add(from);
        return Task.FromResult<Stream>(new MemoryStream(_content[(int)from..]));
    });
}
