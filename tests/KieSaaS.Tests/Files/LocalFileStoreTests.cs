using System.Security.Cryptography;
using System.Text;
using KieSaaS.Files;

namespace KieSaaS.Tests.Files;

public sealed class LocalFileStoreTests : StoreFolder
{
    private readonly LocalFileStore _store;

    public LocalFileStoreTests() => _store = new LocalFileStore(Directory, TimeProvider.System);

    [Fact]
    public async Task A_saved_file_is_read_back_with_its_size_and_hash()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var stored = await SaveAsync("t/image/a_0.png", content);

        Assert.Equal(new StoredFile("t/image/a_0.png", "image/png", 300_000, Convert.ToHexStringLower(SHA256.HashData(content))), stored);
        Assert.True(await _store.ExistsAsync("t/image/a_0.png", CancellationToken.None));
        Assert.Equal(content, await ReadAsync("t/image/a_0.png"));
    }

    [Fact]
    public async Task An_opened_file_can_seek()
    {
        await SaveAsync("a.png", Text("0123456789"));
        await using var file = await _store.OpenAsync("a.png", CancellationToken.None);
        file!.Seek(7, SeekOrigin.Begin);
        Assert.Equal("789", await new StreamReader(file).ReadToEndAsync());
    }

    [Fact]
    public async Task The_same_content_again_is_harmless()
    {
        var first = await SaveAsync("a/b.png", Text("same"));
        Assert.Equal(first, await SaveAsync("a/b.png", Text("same")));
    }

    [Fact]
    public async Task Another_content_is_refused_and_the_first_stays()
    {
        await SaveAsync("a/b.png", Text("first"));
        await Assert.ThrowsAsync<FileConflictException>(() => SaveAsync("a/b.png", Text("other")));
        Assert.Equal(Text("first"), await ReadAsync("a/b.png"));
        AssertNothingIncoming();
    }

    [Fact]
    public async Task Of_many_writers_exactly_one_content_is_kept_whole()
    {
        var contents = Enumerable.Range(0, 16).Select(i => Text(new string((char)('a' + i), 50_000))).ToList();
        var outcomes = await Task.WhenAll(contents.Select(async content =>
        {
            try
            {
                await SaveAsync("race.bin", content);
                return true;
            }
            catch (FileConflictException)
            {
                return false;
            }
        }));

        Assert.Equal(contents[Assert.Single(Enumerable.Range(0, 16), i => outcomes[i])], await ReadAsync("race.bin"));
        AssertNothingIncoming();
    }

    [Fact]
    public async Task A_stream_that_breaks_off_stores_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _store.SaveAsync("a.png", new BreakingStream(), "image/png", CancellationToken.None));
        Assert.False(await _store.ExistsAsync("a.png", CancellationToken.None));
        AssertNothingIncoming();
    }

    [Fact]
    public async Task What_a_crash_left_is_removed_a_day_later()
    {
        var leftover = Path.Combine(Directory.Folder("files-incoming"), "crashed");
        await File.WriteAllTextAsync(leftover, "half");
        var clock = new MovableClock();

        clock.Advance(TimeSpan.FromHours(23));
        _ = new LocalFileStore(Directory, clock);
        Assert.True(File.Exists(leftover));

        clock.Advance(TimeSpan.FromHours(2));
        _ = new LocalFileStore(Directory, clock);
        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_deleting_again_is_harmless()
    {
        await SaveAsync("a.png", Text("x"));
        await _store.DeleteAsync("a.png", CancellationToken.None);
        await _store.DeleteAsync("a.png", CancellationToken.None);
        await _store.DeleteAsync("never/there.png", CancellationToken.None);
        Assert.Null(await _store.OpenAsync("a.png", CancellationToken.None));
        Assert.Null(await _store.OpenAsync("never/there.png", CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("a/..")]
    [InlineData("./a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\\..\\b")]
    [InlineData("C:/a")]
    [InlineData("a/.hidden")]
    [InlineData("a\0b")]
    [InlineData("a.png\n")]
    [InlineData("ä.png")]
    [InlineData("a b.png")]
    public async Task A_path_that_is_not_plain_is_refused_everywhere(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => SaveAsync(path, Text("x")));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _store.OpenAsync(path, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _store.DeleteAsync(path, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _store.ExistsAsync(path, CancellationToken.None));
        Assert.Empty(System.IO.Directory.EnumerateFiles(Directory.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_path_longer_than_its_column_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => SaveAsync(new string('a', 301), Text("x")));

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private Task<StoredFile> SaveAsync(string path, byte[] content) => _store.SaveAsync(path, new MemoryStream(content), "image/png", CancellationToken.None);

    private async Task<byte[]> ReadAsync(string path)
    {
        await using var file = await _store.OpenAsync(path, CancellationToken.None);
        using var copy = new MemoryStream();
        await file!.CopyToAsync(copy);
        return copy.ToArray();
    }

    private void AssertNothingIncoming() => Assert.Empty(System.IO.Directory.EnumerateFiles(Directory.Folder("files-incoming")));

    private sealed class BreakingStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ++_reads < 3 ? ValueTask.FromResult(buffer.Length) : throw new IOException("The connection broke.");
    }
}
