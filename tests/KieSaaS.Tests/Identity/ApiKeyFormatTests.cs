using FsCheck;
using FsCheck.Fluent;
using KieSaaS.Identity;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Identity;

public sealed class ApiKeyFormatTests
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Theory]
    [InlineData(Mode.Live, "kie_live_")]
    [InlineData(Mode.Test, "kie_test_")]
    public void A_fresh_key_is_valid_and_tells_its_mode(Mode mode, string start)
    {
        var key = ApiKeyFormat.Make(mode);

        Assert.Matches($"^{start}[0-9A-Za-z]{{32}}_[0-9A-Za-z]{{6}}$", key);
        Assert.True(ApiKeyFormat.TryParse(key, out var parsed));
        Assert.Equal(mode, parsed);
    }

    [Fact]
    public void The_checksum_is_the_crc_that_everyone_else_computes() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"));

    [Fact]
    public void Every_wrong_character_anywhere_is_caught()
    {
        var key = ApiKeyFormat.Make(Mode.Live);
        for (var at = 0; at < key.Length; at++)
        {
            foreach (var wrong in Base62 + "_- é\0")
            {
                var typo = key[..at] + wrong + key[(at + 1)..];
                Assert.Equal(typo == key, ApiKeyFormat.TryParse(typo, out _));
            }
        }
    }

    [Fact]
    public void Swapped_lost_and_doubled_characters_are_caught() => Prop.ForAll(
        Gen.Choose(9, 46).ToArbitrary(),
        at =>
        {
            var key = ApiKeyFormat.Make(Mode.Test);
            var swapped = key[..at] + key[at + 1] + key[at] + key[(at + 2)..];
            return (swapped == key || !ApiKeyFormat.TryParse(swapped, out _))
                && !ApiKeyFormat.TryParse(key.Remove(at, 1), out _)
                && !ApiKeyFormat.TryParse(key.Insert(at, key[at].ToString()), out _);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_other_text_is_not_a_key() => Prop.ForAll<string?>(text => !ApiKeyFormat.TryParse(text, out _)).QuickCheckThrowOnFailure();
}
