using KieSaaS.Kernel;
using KieSaaS.Net;

namespace KieSaaS.Tests.Net;

/// <summary>Statement R-8: forms of addresses that must never be called, at registration and again at delivery.</summary>
public sealed class GuardedAddressTests
{
    private readonly GuardedAddress _addresses = new(allowLoopback: false);

    public static TheoryData<string> Forbidden =>
    [
        // This machine
        "https://127.0.0.1/", "https://127.0.0.1:443/", "https://127.1/", "https://127.0.1/", "https://127.255.255.254/", "https://0.0.0.0/", "https://0/",
        "https://localhost/", "https://LOCALHOST/", "https://localhost./", "https://app.localhost/", "https://localhost.localdomain/",
        "https://[::1]/", "https://[::]/", "https://[0:0:0:0:0:0:0:1]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[::127.0.0.1]/",

        // Numbers in other writings, of inner and of outer addresses
        "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://017700000001/", "https://127.0.0.01/", "https://0x7f.1/",
        "https://134744072/", "https://0x08080808/", "https://010.8.8.8/", "https://8.8.8/", "https://008.8.8.8/", "https://4294967296/", "https://1.2.3.4.5/",
        "https://1.2.3.256/", "https://example.0x7f/",

        // Inner networks and the clouds' metadata
        "https://10.0.0.1/", "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/", "https://100.64.0.1/", "https://100.100.100.200/",
        "https://169.254.169.254/latest/meta-data/", "https://[::ffff:169.254.169.254]/", "https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[fd00:ec2::254]/",
        "https://[fc00::1]/", "https://[64:ff9b::a9fe:a9fe]/", "https://[64:ff9b:1::7f00:1]/", "https://[2002:7f00:1::]/", "https://[2001:0:7f00:1::]/", "https://[2001:db8::1]/",
        "https://[ff02::1]/", "https://[fec0::1]/", "https://192.0.0.192/", "https://192.0.2.1/", "https://198.18.0.1/", "https://198.51.100.1/", "https://203.0.113.1/",
        "https://224.0.0.1/", "https://240.0.0.1/", "https://255.255.255.255/", "https://168.63.129.16/", "https://192.88.99.1/",
        "https://metadata.google.internal/computeMetadata/v1/", "https://metadata/", "https://metadata.goog/", "https://instance-data.ec2.internal/", "https://instance-data.example.com/",
        "https://kubernetes.default.svc/", "https://db.internal/", "https://printer.local/", "https://router.home.arpa/", "https://intranet/", "https://nas.lan/", "https://x.onion/",

        // Who is asked is hidden behind who seems to be asked
        "https://user@example.com/", "https://user:secret@example.com/", "https://example.com@127.0.0.1/", "https://example.com:443@127.0.0.1/", "https://@example.com/",
        "https://example.com%40127.0.0.1/", "https://127.0.0.1%2f.example.com/", "https://example.com%2e/", "https://%31%32%37.0.0.1/", "https://example.com\\@127.0.0.1/",
        "https:\\\\127.0.0.1/", "https:///example.com/", "https:example.com", "//example.com/", "https://", "https://.", "https://example..com/", "https://.example.com/",
        "https://example.com./", "https://-example.com/", "https://exam ple.com/", "https://example.com/a b", " https://example.com/", "https://example.com/\n", "https://exa\tmple.com/",
        "https://example.com\u0000.evil.com/",

        // Letters that look like or turn into others
        "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "https://127。0。0。1/", "https://１２７.0.0.1/", "https://exämple.com/", "https://xn--localhost-/", "https://xn--localhost-.com/", "https://xn--a.com/",
        "https://xn--.com/", "https://xn--0.com/",

        // Other schemes and ports
        "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "javascript:alert(1)", "data:text/plain,x", "wss://example.com/", "example.com",
        "https://example.com:22/", "https://example.com:80/", "https://example.com:0/", "https://example.com:6379/", "https://example.com:65536/", "https://example.com:/",
        "https://example.com:0443/", "https://example.com:+443/", "https://example.com:443x/", "https://example.com#@127.0.0.1/", "https://example.com/#part",

        "", "   ",
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void A_dangerous_form_is_refused_with_a_cure(string text)
    {
        var answer = _addresses.Check(text);

        Assert.False(answer.Succeeded, $"accepted as {answer.Value}");
        Assert.Equal(RefusalKind.Invalid, answer.Refusal.Kind);
        Assert.StartsWith("net.address-", answer.Refusal.Code, StringComparison.Ordinal);
        Assert.Contains(": ", answer.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_is_at_least_as_long_as_the_statement_asks() => Assert.True(Forbidden.Count >= 40);

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://example.com/hook?a=b&c=%20d")]
    [InlineData("HTTPS://Example.COM/Hook")]
    [InlineData("https://hooks.example.co.uk:8443/x")]
    [InlineData("https://example.com:443/x")]
    [InlineData("https://sub_domain.example.com/")]
    [InlineData("https://8.8.8.8/hook")]
    [InlineData("https://[2606:4700:4700::1111]/hook")]
    [InlineData("https://xn--e1afmkfd.xn--p1ai/hook")]
    [InlineData("https://xn--mnchen-3ya.de/")]
    public void An_ordinary_address_is_accepted(string text)
    {
        var answer = _addresses.Check(text);
        Assert.True(answer.Succeeded, answer.Refusal?.Message);
        Assert.Equal(new Uri(text), answer.Value);
    }

    [Fact]
    public void An_address_beyond_two_thousand_characters_is_refused() =>
        Assert.Equal("net.address-too-long", _addresses.Check("https://example.com/" + new string('a', 2000)).Refusal?.Code);

    [Theory]
    [InlineData("http://127.0.0.1:5000/hook")]
    [InlineData("http://localhost:5000/hook")]
    [InlineData("https://[::1]:5001/hook")]
    public void Loopback_is_accepted_only_where_development_allows_it(string text)
    {
        Assert.True(new GuardedAddress(allowLoopback: true).Check(text).Succeeded);
        Assert.False(_addresses.Check(text).Succeeded);
    }

    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("http://example.com/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://app.localhost/")]
    public void Allowing_loopback_allows_nothing_else(string text) => Assert.False(new GuardedAddress(allowLoopback: true).Check(text).Succeeded);
}
