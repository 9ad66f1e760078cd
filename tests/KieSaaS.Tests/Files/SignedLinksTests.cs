using System.Buffers.Text;
using System.Security.Cryptography;
using KieSaaS.Files;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Files;

public sealed class SignedLinksTests
{
    private const string Path = "018f/image/018f_0_20261121T081500Z.png";

    private readonly MovableClock _clock = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly TenantId _tenant = TenantId.New();
    private readonly SignedLinks _links;

    public SignedLinksTests() => _links = new SignedLinks(_key, TimeSpan.FromHours(24), _clock);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_link_says_what_it_was_made_for(bool isDownload)
    {
        var file = _links.Read(Token(_links.Sign(_tenant, Path, isDownload))).Value;

        Assert.Equal((_tenant, Path, isDownload, "image/png"), (file!.Tenant, file.Path, file.IsDownload, file.MediaType));
        Assert.InRange(file.ExpiresAt - _clock.GetUtcNow(), TimeSpan.FromHours(24) - TimeSpan.FromSeconds(2), TimeSpan.FromHours(25));
    }

    [Fact]
    public void A_link_works_for_a_day_at_least_and_then_no_more()
    {
        var token = Token(_links.Sign(_tenant, Path));
        _clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(2));
        Assert.True(_links.Read(token).Succeeded);
        _clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(3));
        Assert.Equal("files.link-expired", _links.Read(token).Refusal?.Code);
    }

    [Fact]
    public void A_life_of_its_own_is_kept_to_the_second()
    {
        var token = Token(_links.Sign(_tenant, Path, isDownload: true, TimeSpan.FromSeconds(3600)));
        _clock.Advance(TimeSpan.FromSeconds(3598));
        Assert.True(_links.Read(token).Succeeded);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(_links.Read(token).Succeeded);
    }

    [Fact]
    public void A_change_of_any_single_bit_is_noticed()
    {
        var token = Base64Url.DecodeFromChars(Token(_links.Sign(_tenant, Path)));
        for (var bit = 0; bit < token.Length * 8; bit++)
        {
            var changed = (byte[])token.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal("files.unknown-link", _links.Read(Base64Url.EncodeToString(changed)).Refusal?.Code);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("../../etc/passwd")]
    public void What_is_no_token_is_unknown(string token) => Assert.Equal("files.unknown-link", _links.Read(token).Refusal?.Code);

    [Fact]
    public void Tokens_of_any_length_are_answered()
    {
        foreach (var length in Enumerable.Range(0, 1200))
        {
            Assert.False(_links.Read(new string('A', length)).Succeeded);
        }
    }

    [Fact]
    public void Another_key_makes_other_links_and_the_same_key_accepts_them_on_another_node()
    {
        var token = Token(_links.Sign(_tenant, Path));
        Assert.True(new SignedLinks(_key, TimeSpan.FromHours(24), _clock).Read(token).Succeeded);
        Assert.False(new SignedLinks(RandomNumberGenerator.GetBytes(32), TimeSpan.FromHours(24), _clock).Read(token).Succeeded);
    }

    [Fact]
    public void The_longest_path_fits()
    {
        var path = new string('a', StoragePath.MaxLength);
        Assert.Equal(path, _links.Read(Token(_links.Sign(_tenant, path))).Value?.Path);
    }

    [Fact]
    public void Links_of_one_hour_are_the_same_so_that_browsers_can_cache()
    {
        var later = new MovableClock();
        later.Advance(TimeSpan.FromSeconds(3600 - (_clock.GetUtcNow().ToUnixTimeSeconds() % 3600) + 5));
        var links = new SignedLinks(_key, TimeSpan.FromHours(24), later);
        var first = links.Sign(_tenant, Path);
        later.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(first, links.Sign(_tenant, Path));
    }

    private static string Token(string link)
    {
        Assert.StartsWith(SignedLinks.PathPrefix, link, StringComparison.Ordinal);
        return link[SignedLinks.PathPrefix.Length..];
    }
}
