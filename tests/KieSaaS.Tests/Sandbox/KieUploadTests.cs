using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Sandbox;

public sealed class KieUploadTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    private const string Base64 = "/api/file-base64-upload";
    private const string FromUrl = "/api/file-url-upload";
    private const string Content = "some bytes";

    private static readonly string Encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(Content));

    [Fact]
    public async Task A_base64_upload_is_answered_in_the_upload_hosts_envelope_and_served_again()
    {
        var answer = await Kie.PostAsync(Base64, new { base64Data = Encoded, uploadPath = "/images/test/", fileName = "a.txt" });

        var url = new Uri(Sandbox.Address, "_uploads/kieai/100007/images/test/a.txt");
        var at = (string)answer["data"]!["uploadedAt"]!;
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", at);
        Assert.Equal(
            $$$$"""{"success":true,"code":200,"msg":"File uploaded successfully","data":{"success":true,"fileName":"a.txt","filePath":"kieai/100007/images/test/a.txt","downloadUrl":"{{{{url}}}}","fileSize":10,"mimeType":"text/plain","uploadedAt":"{{{{at}}}}"}}""",
            answer.ToJsonString());
        Assert.Equal(Content, await Sandbox.Http.GetStringAsync(UrlOf(answer)));
    }

    [Fact]
    public async Task A_data_url_brings_its_type_and_gets_a_name()
    {
        var data = (await Kie.PostAsync(Base64, new { base64Data = "data:image/jpeg;base64," + Encoded, uploadPath = "images" }))["data"]!;

        Assert.Equal("image/jpeg", (string?)data["mimeType"]);
        Assert.Matches(@"^\d{13}-[0-9a-f]{11}\.jpg$", (string?)data["fileName"]);
    }

    [Fact]
    public async Task A_form_upload_keeps_its_bytes()
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(Content));
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/mpeg");
        using var path = new StringContent("sounds");
        using var form = new MultipartFormDataContent { { file, "file", "b.mp3" }, { path, "uploadPath" } };
        using var response = await Sandbox.Http.PostAsync("/api/file-stream-upload", form);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(("audio/mpeg", 10), ((string?)answer["data"]!["mimeType"], (int)answer["data"]!["fileSize"]!));
        Assert.Equal(Content, await Sandbox.Http.GetStringAsync(UrlOf(answer)));
    }

    [Fact]
    public async Task An_upload_by_url_takes_the_sandboxs_own_files()
    {
        var first = await Kie.PostAsync(Base64, new { base64Data = Encoded, uploadPath = "images", fileName = "a.txt" });
        var copy = await Kie.PostAsync(FromUrl, new { fileUrl = UrlOf(first), uploadPath = "copies", fileName = "c.txt" });

        Assert.Equal(Content, await Sandbox.Http.GetStringAsync(UrlOf(copy)));
    }

    [Theory]
    [InlineData("/_sandbox/kie/tasks")]
    [InlineData("/health/live")]
    public async Task An_upload_by_url_reaches_nothing_else_on_this_machine(string path)
    {
        var answer = await Kie.PostAsync(FromUrl, new { fileUrl = new Uri(Sandbox.Address, path).ToString(), uploadPath = "copies" });

        Assert.Equal((false, 400), ((bool)answer["success"]!, (int)answer["code"]!));
        Assert.Contains("not a public address", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_same_name_overwrites()
    {
        await Kie.PostAsync(Base64, new { base64Data = Encoded, uploadPath = "images", fileName = "a.txt" });
        var second = await Kie.PostAsync(Base64, new { base64Data = Convert.ToBase64String("new"u8), uploadPath = "images", fileName = "a.txt" });

        Assert.Equal("new", await Sandbox.Http.GetStringAsync(UrlOf(second)));
    }

    [Theory]
    [InlineData("{}", "base64Data is required")]
    [InlineData("""{"base64Data":"%%%","uploadPath":"a"}""", "base64Data is not valid Base64")]
    [InlineData("""{"base64Data":"aGk="}""", "uploadPath is required")]
    [InlineData("""{"base64Data":"aGk=","uploadPath":"../../etc"}""", "uploadPath may not contain '..'")]
    [InlineData("not json", "the body is not valid JSON")]
    public async Task What_cannot_be_taken_is_named(string body, string message)
    {
        using var content = new StringContent(body);
        using var response = await Sandbox.Http.PostAsync(Base64, content);

        Assert.Equal($$"""{"success":false,"code":400,"msg":"{{message}}","data":null}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_upload_is_gone_after_a_day_and_a_download_link_after_twenty_minutes()
    {
        var upload = UrlOf(await Kie.PostAsync(Base64, new { base64Data = Encoded, uploadPath = "images", fileName = "a.txt" }));
        var link = (string)(await Kie.PostAsync("/api/v1/common/download-url", new { url = upload }))["data"]!;
        Assert.Equal(Content, await Sandbox.Http.GetStringAsync(link));

        await Sandbox.AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(link), await StatusAsync(upload)));
        await Sandbox.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(upload));
    }

    [Fact]
    public async Task A_download_link_for_a_strangers_address_is_refused() =>
        Assert.Equal(
            """{"code":422,"msg":"url is wrong","data":null}""",
            (await Kie.PostAsync("/api/v1/common/download-url", new { url = "https://example.com/a.png" })).ToJsonString());

    private static string UrlOf(JsonNode answer) => (string)answer["data"]!["downloadUrl"]!;

    private async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var response = await Sandbox.Http.GetAsync(url);
        return response.StatusCode;
    }
}
