using System.Net;
using System.Net.Http.Headers;
using System.Text;
using KieSaaS.Files;
using KieSaaS.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Generation;

public sealed class FileLinkTests(TenantHost host) : IClassFixture<TenantHost>
{
    [Fact]
    public async Task A_signed_link_serves_its_file_in_parts_and_lets_nothing_run()
    {
        var link = await StoreAsync(isDownload: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new RangeHeaderValue(2, 4) } };

        var answer = await host.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("234", await answer.Content.ReadAsStringAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_altered_link_is_unknown_and_an_old_one_is_gone()
    {
        var link = await StoreAsync(life: TimeSpan.FromHours(1));

        var altered = await host.Client().GetAsync(link[..^4] + (link[^4] == 'A' ? 'B' : 'A') + link[^3..]);
        host.House.Clock.Advance(TimeSpan.FromHours(2));
        var old = await host.Client().GetAsync(link);

        Assert.Equal(HttpStatusCode.NotFound, altered.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, old.StatusCode);
        Assert.Contains("This link is over", await old.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> StoreAsync(bool isDownload = false, TimeSpan? life = null)
    {
        var path = $"test/image/{Guid.NewGuid():n}.png";
        using var content = new MemoryStream(Encoding.ASCII.GetBytes("0123456789"));
        await host.Services.GetRequiredService<IFileStore>().SaveAsync(path, content, "image/png", CancellationToken.None);
        return host.Services.GetRequiredService<SignedLinks>().Sign(TenantId.New(), path, isDownload, life);
    }
}
