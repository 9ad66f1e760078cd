using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KieSaaS.Billing.Stripe;

namespace KieSaaS.Tests.Billing.Stripe;

public sealed class StripeSignatureTests
{
    private const string Secret = "whsec_correct";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"evt_1",  "type":"checkout.session.completed","note":"ü €"}""");

    [Fact]
    public void Stripes_own_signature_holds() => Assert.Equal(SignatureVerdict.Valid, Verify(Body, Header(Body)));

    [Fact]
    public void Any_altered_byte_breaks_it()
    {
        for (var i = 0; i < Body.Length; i++)
        {
            var altered = (byte[])Body.Clone();
            altered[i] ^= 1;
            Assert.Equal(SignatureVerdict.NoMatch, Verify(altered, Header(Body)));
        }
    }

    [Fact]
    public void The_same_json_written_anew_breaks_it() =>
        Assert.Equal(SignatureVerdict.NoMatch, Verify(Encoding.UTF8.GetBytes(JsonNode.Parse(Body)!.ToJsonString()), Header(Body)));

    [Fact]
    public void A_wrong_secret_breaks_it() => Assert.Equal(SignatureVerdict.NoMatch, Verify(Body, Header(Body, "whsec_other")));

    [Theory]
    [InlineData(-301, SignatureVerdict.OutsideTolerance)]
    [InlineData(-300, SignatureVerdict.Valid)]
    [InlineData(300, SignatureVerdict.Valid)]
    [InlineData(301, SignatureVerdict.OutsideTolerance)]
    internal void Five_minutes_either_way_are_allowed(int seconds, SignatureVerdict expected) =>
        Assert.Equal(expected, Verify(Body, Header(Body, at: Now.AddSeconds(seconds))));

    [Fact]
    public void The_time_cannot_be_renewed_without_the_secret()
    {
        var old = Header(Body, at: Now.AddHours(-1));
        var renewed = string.Create(CultureInfo.InvariantCulture, $"t={Now.ToUnixTimeSeconds()},{old.Split(',')[1]}");
        Assert.Equal(SignatureVerdict.NoMatch, Verify(Body, renewed));
    }

    [Fact]
    public void One_good_signature_among_several_is_enough()
    {
        var good = Header(Body);
        Assert.Equal(SignatureVerdict.Valid, Verify(Body, good + ",v1=" + new string('0', 64)));
        Assert.Equal(SignatureVerdict.Valid, Verify(Body, good.Replace("v1=", $"v1={new string('0', 64)},v1=", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_good_secret_among_several_is_enough() =>
        Assert.Equal(SignatureVerdict.Valid, StripeSignature.Verify(Body, Header(Body), ["whsec_new", Secret], Now));

    [Fact]
    public void Other_schemes_are_passed_over_and_never_believed()
    {
        var good = Header(Body);
        Assert.Equal(SignatureVerdict.Valid, Verify(Body, good + ",v0=abc,v2=def"));
        Assert.Equal(SignatureVerdict.HeaderUnreadable, Verify(Body, good.Replace("v1=", "v0=", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v1=00")]
    [InlineData("t=1")]
    [InlineData("t=abc,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("t=1,v1=zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(",,,=,t,v1")]
    public void A_header_that_is_none_is_refused(string? header) => Assert.Equal(SignatureVerdict.HeaderUnreadable, Verify(Body, header));

    [Fact]
    public void An_empty_secret_accepts_nothing()
    {
        Assert.Equal(SignatureVerdict.NoSecret, StripeSignature.Verify(Body, Header(Body, ""), [""], Now));
        Assert.Equal(SignatureVerdict.NoSecret, StripeSignature.Verify(Body, Header(Body, ""), [], Now));
        Assert.Equal(SignatureVerdict.NoMatch, StripeSignature.Verify(Body, Header(Body, ""), ["", "  ", Secret], Now));
    }

    [Fact]
    public void A_body_above_a_megabyte_is_checked_as_well()
    {
        var large = new byte[3 * 1024 * 1024];
        Random.Shared.NextBytes(large);
        Assert.Equal(SignatureVerdict.Valid, Verify(large, Header(large)));
    }

    [Fact]
    public async Task What_the_official_sdk_signs_we_accept()
    {
        Prerequisite.NpmPackage("stripe");
        var header = (await NodeScript.RunAsync("sign.mjs", Secret, Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetString(Body))).Trim();
        Assert.Equal(SignatureVerdict.Valid, Verify(Body, header));
        Assert.Equal(SignatureVerdict.NoMatch, Verify([.. Body, (byte)' '], header));
    }

    private static SignatureVerdict Verify(byte[] body, string? header) => StripeSignature.Verify(body, header, [Secret], Now);

    private static string Header(byte[] body, string secret = Secret, DateTimeOffset? at = null)
    {
        var time = (at ?? Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }
}
