using System.Text;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>Bodies that no endpoint has a use for. The form's token is put in where a case is about something else.</summary>
internal static class BadBodies
{
    private const string Token = "__RequestVerificationToken";
    private const int Oversize = 5 * 1024 * 1024;

    /// <summary>Every form that is sent with a good token, by name: what is wrong is what it holds.</summary>
    public static IEnumerable<(string Name, Func<string, HttpContent> Body)> Forms =>
    [
        ("an empty form", token => Form(token, "")),
        ("fields that nobody knows", token => Form(token, "&no=such&field=here")),
        ("wrong types", token => Form(token, "&id=seven&user=none&intent=x&mode=7&workspace=none&pack=%5B%5D&language=7&theme=7&rail=7&seconds=x")),
        ("a NUL", token => Form(token, "&email=a%00b%40x.test&password=%00&token=%00&pack=%00&user=%00&mode=%00&workspace=%00&language=%00&theme=%00&rail=%00")),
        ("half a surrogate", token => Form(token, "&email=%ED%A0%80%40x.test&password=%ED%A0%80&token=%ED%A0%80&pack=%ED%A0%80&language=%ED%A0%80&theme=%ED%A0%80&rail=%ED%A0%80")),
        ("a field given twice", token => Form(token, "&email=a%40x.test&email=b%40x.test&pack=a&pack=b&language=en&language=xx&theme=a&theme=b&rail=a&rail=b")),
        ("a field of 5 MB", token => Form(token, "&email=" + new string('a', Oversize))),
        ("five thousand fields", token => Form(token, string.Concat(Enumerable.Range(0, 5000).Select(i => $"&f{i}=1")))),
    ];

    /// <summary>Every body that is no such form.</summary>
    public static IEnumerable<(string Name, Func<string, HttpContent> Body)> Others =>
    [
        ("no token", _ => Form("", "")),
        ("an altered token", token => Form(token[..^4] + "AAAA", "")),
        ("nothing", _ => new ByteArrayContent([])),
        ("a wrong content type", _ => Text("hello", "text/plain")),
        ("a content type that is none", _ => Raw("hello"u8.ToArray(), "nonsense")),
        ("a form that has no boundary", _ => Raw("--x\r\n"u8.ToArray(), "multipart/form-data")),
        ("a form that breaks off", _ => Raw("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb"u8.ToArray(), "multipart/form-data; boundary=x")),
        .. Json,
    ];

    /// <summary>JSON, whole and broken.</summary>
    public static IEnumerable<(string Name, Func<string, HttpContent> Body)> Json =>
    [
        ("JSON that breaks off", _ => Text("""{"model":""")),
        ("JSON that is a list", _ => Text("[]")),
        ("JSON that is null", _ => Text("null")),
        ("an unknown model", _ => Text("""{"model":"no/such","input":{"prompt":"x"}}""")),
        ("JSON of wrong types", _ => Text("""{"model":7,"input":"x","callBackUrl":{},"url":7}""")),
        ("an input of wrong types", _ => Text("""{"model":"google/nano-banana","input":{"prompt":{"a":[]}}}""")),
        ("JSON with a NUL", _ => Text("""{"model":"google/nano-banana","input":{"prompt":"a\u0000b"},"url":"\u0000"}""")),
        ("JSON with half a surrogate", _ => Text("""{"model":"google/nano-banana","input":{"prompt":"a\ud800b"},"url":"\ud800"}""")),
        ("JSON with half a surrogate in a name", _ => Text("""{"model":"google/nano-banana","input":{"prompt":"a","\ud800":1}}""")),
        ("JSON with a raw byte that is no UTF-8", _ => Raw([.. "{\"model\":\"google/nano-banana\",\"input\":{\"prompt\":\""u8, 0xFF, .. "\"}}"u8], "application/json")),
        ("a name given twice", _ => Text("""{"model":"google/nano-banana","input":{"prompt":"a","prompt":"b"},"url":"a","url":"b"}""")),
        ("nesting without end", _ => Text("{\"model\":\"google/nano-banana\",\"input\":" + new string('[', 5000) + new string(']', 5000) + "}")),
        ("an input nested too deeply", _ => Text("{\"model\":\"google/nano-banana\",\"input\":{\"prompt\":" + new string('[', 200) + new string(']', 200) + "}}")),
        ("a callback into the house", _ => Text("""{"model":"google/nano-banana","input":{"prompt":"a"},"callBackUrl":"http://169.254.169.254/"}""")),
        ("JSON of 5 MB", _ => Text("{\"model\":\"google/nano-banana\",\"input\":{\"prompt\":\"" + new string('a', Oversize) + "\"}}")),
    ];

    private static StringContent Form(string token, string fields) =>
        new((token.Length > 0 ? $"{Token}={Uri.EscapeDataString(token)}" : "x=y") + fields, Encoding.ASCII, "application/x-www-form-urlencoded");

    private static StringContent Text(string text, string type = "application/json") => new(text, Encoding.UTF8, type);

    private static ByteArrayContent Raw(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
