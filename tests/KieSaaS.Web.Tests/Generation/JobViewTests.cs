using Bunit;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Web.Generation.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Generation;

/// <summary>What a delivered job's page shows of texts and tracks.</summary>
public sealed class JobViewTests
{
    [Fact]
    public async Task A_text_is_shown_as_text_and_can_be_copied_whatever_it_looks_like()
    {
        await using var browser = Browser();
        const string wild = "<script>alert(1)</script>\n<img src=x onerror=alert(2)> \"quoted\" & fine";
        var json = System.Text.Json.JsonSerializer.Serialize(new { lyricsData = new[] { new { title = "<b>Salt</b>", text = wild, status = "complete" }, new { title = "", text = "second", status = "complete" } } });

        var view = browser.Render<TextView>(parameters => parameters.Add(text => text.Json, json));

        Assert.Empty(view.FindAll("script, img, b"));
        Assert.Equal(["<b>Salt</b>"], view.FindAll("figcaption").Select(title => title.TextContent));
        Assert.Equal([wild, "second"], view.FindAll("pre").Select(text => text.TextContent));
        Assert.Equal([wild, "second"], view.FindAll("button").Select(button => button.GetAttribute("data-copy")));
    }

    [Theory]
    [InlineData("""{"result":"pop, bright"}""", "pop, bright")]
    [InlineData("""{"personaId":"p1","name":"Ann"}""", "{\n  \"personaId\": \"p1\",\n  \"name\": \"Ann\"\n}")]
    [InlineData("""{"lyricsData":[{"title":"without a text"}]}""", "{\n  \"lyricsData\": [\n    {\n      \"title\": \"without a text\"\n    }\n  ]\n}")]
    [InlineData("""{"lyricsData":7}""", "{\n  \"lyricsData\": 7\n}")]
    [InlineData("[]", "[]")]
    [InlineData("null", "null")]
    public void A_lone_text_is_itself_and_anything_else_its_data(string json, string shown) =>
        Assert.Equal([new WrittenText(null, shown)], WrittenText.PartsOf(json).Select(part => part with { Text = part.Text.ReplaceLineEndings("\n") }));

    [Fact]
    public async Task A_song_offers_what_can_go_on_from_each_track_and_from_the_whole()
    {
        await using var browser = Browser();
        var job = Job("suno-generate", new JobFile("a/b/0.wav", "audio/wav", 9, "0123-0"), new JobFile("a/b/1.wav", "audio/wav", 9, "0123-1"));

        var links = browser.Render<ContinueLinks>(parameters => parameters.Add(one => one.Job, job).Add(one => one.Mode, Mode.Live));
        var addresses = links.FindAll("a").Select(link => link.GetAttribute("href")!).ToList();

        Assert.Equal([$"/app/studio?model=suno-cover-generate&continue={job.Id:n}"], addresses.Where(address => !address.Contains("=0123-", StringComparison.Ordinal)));
        Assert.Contains("/app/studio?model=suno-extend&continue=0123-1", addresses);
        Assert.Equal(addresses.Count, addresses.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, addresses.Count(address => address.Contains("suno-create-music-video", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_nothing_can_continue_offers_nothing()
    {
        await using var browser = Browser();

        var links = browser.Render<ContinueLinks>(parameters => parameters.Add(one => one.Job, Job("nano-banana", new JobFile("a/b/0.png", "image/png", 9))).Add(one => one.Mode, Mode.Live));

        Assert.Equal("", links.Markup.Trim());
    }

    private static BunitContext Browser()
    {
        var browser = new BunitContext();
        browser.Services.AddLocalization();
        browser.Services.AddSingleton(Catalogue.LoadStarter());
        return browser;
    }

    private static JobView Job(string entry, params JobFile[] files) => new()
    {
        Id = Guid.CreateVersion7(),
        EntryKey = entry,
        Model = entry,
        Kind = "Music",
        Input = "{}",
        Price = Credits.Zero,
        BookNumber = 1,
        PriceBasis = "{}",
        CallbackUrl = null,
        State = JobState.Succeeded,
        Progress = 100,
        FailCode = null,
        FailMessage = null,
        CreatedAt = DateTimeOffset.UnixEpoch,
        StartedAt = null,
        FinishedAt = DateTimeOffset.UnixEpoch,
        Charged = Credits.Zero,
        Files = files,
    };
}
