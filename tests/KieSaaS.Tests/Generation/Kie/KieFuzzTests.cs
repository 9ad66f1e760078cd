using System.Text;
using System.Text.Json.Nodes;
using KieSaaS.Generation;
using KieSaaS.Generation.Kie;

namespace KieSaaS.Tests.Generation.Kie;

/// <summary>
/// Failure museum 14: what the upstream sends is not believed. Whatever it is, it becomes a snapshot, an answer or the documented
/// exception, and no amount of credits is ever negative.
/// </summary>
public sealed class KieFuzzTests
{
    private const string Record = """
        {"code":200,"msg":"success","data":{"taskId":"t1","model":"m","state":"success",
        "param":"{\"input\":\"{}\",\"callBackUrl\":\"https://a.example/callbacks/kie/x\",\"model\":\"m\"}",
        "resultJson":"{\"resultUrls\":[\"https://file.aiquickdraw.com/a.png\"]}","failCode":null,"failMsg":null,"costTime":3,
        "completeTime":1776862567160,"createTime":1776862567160,"creditsConsumed":12.24,"progress":100,"successFlag":1,"status":"SUCCESS",
        "response":{"resultUrls":["https://file.aiquickdraw.com/a.png"],"resultVideoUrl":"https://file.aiquickdraw.com/a.mp4","sunoData":[{"audioUrl":"https://file.aiquickdraw.com/a.mp3"}]},
        "videoInfo":{"videoUrl":"https://file.aiquickdraw.com/a.mp4"},"resultInfoJson":{"resultUrls":[{"resultUrl":"https://file.aiquickdraw.com/a.png"}]}}}
        """;

    private static readonly string[] Nasty =
    [
        "null", "-1", "-0.000001", "-1e300", "1e400", "9223372036854775807", "-9223372036854775808", "79228162514264337593543950336", "1e-400", "\"-5\"", "\"NaN\"", "\"Infinity\"", "\"\"",
        "\"\\u0000\"", "\"\\ud800\"", "true", "[]", "{}", "[[[[]]]]", "\"success\"", "\"fail\"", "\"{\"", "\"{\\\"resultUrls\\\":[7]}\"", "\"{\\\"resultUrls\\\":[\\\"file:///etc/passwd\\\"]}\"",
        "\"{\\\"callBackUrl\\\":\\\"\\\\ud800\\\"}\"", "0", "200", "422", "\"200\"", "12.3456789", "\"12,5\"", "\"0x10\"",
    ];

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("8", 8_000_000L)]
    [InlineData("12.24", 12_240_000L)]
    [InlineData("0.1", 100_000L)]
    [InlineData("0.000001", 1L)]
    [InlineData("0.0000011", 2L)]
    [InlineData("1.5e2", 150_000_000L)]
    [InlineData("\"6.5\"", 6_500_000L)]
    [InlineData("0.30000000000000004", 300_001L)]
    [InlineData("-1", null)]
    [InlineData("\"-0.5\"", null)]
    [InlineData("1e30", null)]
    [InlineData("9223372036854.775808", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void Credits_are_exact_or_unknown(string written, long? micros) =>
        Assert.Equal(micros, Snapshot(Record.Replace("12.24", written, StringComparison.Ordinal))!.KieMicroCredits);

    [Fact]
    public void A_record_of_another_task_is_not_taken() =>
        Assert.Throws<ProviderException>(() => KieRecord.Read(200, Encoding.UTF8.GetBytes(Record), "t2", KieApi.Of("jobs")));

    [Fact]
    public void Words_can_be_stored_whatever_they_hold()
    {
        var record = Record.Replace("\"state\":\"success\"", "\"state\":\"fail\"", StringComparison.Ordinal)
            .Replace("\"failMsg\":null", "\"failMsg\":\"a\\u0000b" + string.Concat(Enumerable.Repeat("😀", 600)) + "\"", StringComparison.Ordinal);
        var message = Snapshot(record)!.FailMessage!;
        Assert.StartsWith("a b😀", message, StringComparison.Ordinal);
        Assert.True(message.Length <= 1000 && !char.IsHighSurrogate(message[^1]));
    }

    [Fact]
    public void Any_value_at_any_place_is_answered_or_documented()
    {
        var places = JsonNode.Parse(Record)!["data"]!.AsObject().Select(member => "data." + member.Key).Concat(["code", "msg", "data"]).ToList();
        Assert.True(places.Count > 12);
        foreach (var place in places)
        {
            foreach (var value in Nasty)
            {
                Judge(Encoding.UTF8.GetBytes(With(place, value)));
            }
        }
    }

    [Fact]
    public void Any_damage_to_the_bytes_is_answered_or_documented()
    {
        var random = new Random(4711);
        var whole = Encoding.UTF8.GetBytes(Record);
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = whole[..random.Next(random.Next(4) == 0 ? whole.Length : whole.Length - 1, whole.Length)];
            for (var hits = random.Next(4); hits > 0 && damaged.Length > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Judge(damaged);
        }
    }

    [Fact]
    public void Deep_nesting_is_documented() => Judge(Encoding.UTF8.GetBytes("{\"code\":200,\"data\":" + new string('[', 100_000)));

    private static TaskSnapshot? Snapshot(string record) => KieRecord.Read(200, Encoding.UTF8.GetBytes(record), "t1", KieApi.Of("jobs"));

    /// <summary>Every reader of the room on one body.</summary>
    private static void Judge(byte[] body)
    {
        foreach (var api in KieApi.Names)
        {
            try
            {
                Assert.False(KieRecord.Read(200, body, "t1", KieApi.Of(api)) is { KieMicroCredits: < 0 } or { Progress: < 0 or > 100 });
            }
            catch (ProviderException)
            {
                // The documented one.
            }
        }

        try
        {
            Assert.True(KieBalance.Read(200, body) >= 0);
        }
        catch (ProviderException)
        {
            // The documented one.
        }

        Assert.NotNull(KieCreate.Judge(200, body));
        Assert.True(KieCallback.Read(body) is null or { TaskId.Length: > 0 and <= 120 });
    }

    /// <summary>The record with any text, JSON or not, in the place of one value.</summary>
    private static string With(string place, string written)
    {
        var record = JsonNode.Parse(Record)!;
        var path = place.Split('.');
        var holder = path.Length == 1 ? record : record[path[0]]!;
        holder[path[^1]] = "PLACE";
        return record.ToJsonString().Replace("\"PLACE\"", written, StringComparison.Ordinal);
    }
}
