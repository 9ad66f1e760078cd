using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Generation.Kie;
using KieSaaS.Tests.Sandbox;
using Microsoft.AspNetCore.Http;

namespace KieSaaS.Tests.Generation.Kie;

public sealed class KieDownloadTests(SandboxFixture fixture) : KieTest(fixture)
{
    [Fact]
    public async Task A_result_is_fetched_whole_and_is_what_it_says()
    {
        await using var download = await Client().DownloadAsync(await ResultAsync(), CancellationToken.None);
        var bytes = await ReadAsync(download);
        Assert.Equal((download.Length, MediaFormat.Png), (bytes.Length, MediaSniffer.Recognise(bytes.AsSpan(0, MediaSniffer.HeadLength))));
    }

    [Fact]
    public async Task A_host_that_stumbles_is_asked_again()
    {
        var result = await ResultAsync();
        await Sandbox.AddFaultAsync("result", "status", 503, times: 2);
        await using var download = await Client().DownloadAsync(result, CancellationToken.None);
        Assert.NotEmpty(await ReadAsync(download));
    }

    [Fact]
    public async Task A_result_that_is_gone_is_not_asked_for_again()
    {
        var gone = new Uri(await ResultAsync() + "x");
        Assert.False((await Assert.ThrowsAsync<ProviderException>(() => Client().DownloadAsync(gone, CancellationToken.None))).IsRetryable);
    }

    [Fact]
    public async Task A_result_on_another_host_is_not_fetched()
    {
        await using var other = await LocalServer.StartAsync(http => http.Response.WriteAsync("secret"));
        await Assert.ThrowsAsync<ProviderException>(() => Client().DownloadAsync(new Uri(other.Url + "/x.png"), CancellationToken.None));
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<ProviderException>(() => Client(new Uri(server.Url)).DownloadAsync(new Uri(server.Url + "/x"), CancellationToken.None));
        Assert.Equal(["GET /x"], server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_result_beyond_the_limit_is_refused_whether_it_says_its_size_or_not(bool saysItsSize)
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.ContentLength = saysItsSize ? 2000 : null;
            return http.Response.Body.WriteAsync(new byte[2000]).AsTask();
        });
        var client = Client(new Uri(server.Url), c => c with { MaxResultBytes = 1999 });
        var failure = await Assert.ThrowsAsync<ProviderException>(() => FetchAsync(client, server));
        Assert.False(failure.IsRetryable);
    }

    [Fact]
    public async Task A_result_that_breaks_off_is_the_documented_exception()
    {
        await using var server = await LocalServer.StartAsync(async http =>
        {
            http.Response.ContentLength = 2000;
            await http.Response.Body.WriteAsync(new byte[1000]);
            await http.Response.Body.FlushAsync();
            http.Abort();
        });
        Assert.True((await Assert.ThrowsAsync<ProviderException>(() => FetchAsync(Client(new Uri(server.Url)), server))).IsRetryable);
    }

    [Fact]
    public async Task A_result_that_trickles_for_ever_is_left_in_time()
    {
        await using var server = await LocalServer.StartAsync(async http =>
        {
            await http.Response.Body.WriteAsync(new byte[1]);
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var client = Client(new Uri(server.Url), c => c with { DownloadTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.True((await Assert.ThrowsAsync<ProviderException>(() => FetchAsync(client, server))).IsRetryable);
    }

    [Theory]
    [InlineData("https://tempfile.aiquickdraw.com/a.png", true)]
    [InlineData("https://file.aiquickdraw.com/a.png", true)]
    [InlineData("https://tempfile.redpandaai.co/a.png", true)]
    [InlineData("https://kie.ai/a.png", true)]
    [InlineData("https://cdn.kie.ai/a.png", true)]
    [InlineData("http://file.aiquickdraw.com/a.png", false)]
    [InlineData("https://file.aiquickdraw.com:8443/a.png", false)]
    [InlineData("https://user@file.aiquickdraw.com/a.png", false)]
    [InlineData("https://file.aiquickdraw.com.evil.com/a.png", false)]
    [InlineData("https://evilkie.ai/a.png", false)]
    [InlineData("https://kie.ai.evil.com/a.png", false)]
    [InlineData("https://127.0.0.1/a.png", false)]
    [InlineData("https://169.254.169.254/a.png", false)]
    [InlineData("ftp://kie.ai/a.png", false)]
    public void Live_results_come_from_kies_own_hosts_by_https(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, KieResultHosts.Of(KieResultHosts.Kie).Allows(new Uri(address)));

    private static async Task<byte[]> FetchAsync(KieSaaS.Generation.Kie.KieClient client, LocalServer server)
    {
        await using var download = await client.DownloadAsync(new Uri(server.Url + "/x"), CancellationToken.None);
        return await ReadAsync(download);
    }

    private static async Task<byte[]> ReadAsync(ProviderDownload download)
    {
        using var copy = new MemoryStream();
        await download.Content.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task<Uri> ResultAsync()
    {
        var id = await StartAsync();
        await Sandbox.FinishAsync(id);
        return (await Client().ReadAsync(id, "jobs", CancellationToken.None))!.Results[0];
    }
}
