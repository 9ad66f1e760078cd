using System.Text;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Web.Billing;

namespace KieSaaS.Web.Tests.Billing;

public sealed class LedgerWordsTests
{
    private const string Job = "job:00000000000000000000000000000001:capture";

    private static readonly Catalogue Catalogue = Catalogue.LoadStarter();

    [Theory]
    [InlineData(LedgerKind.Capture, "kling-2-6-text-to-video", Job, "ledger.kind.capture", "Kling 2.6 Text to Video", "ledger.cause.job")]
    [InlineData(LedgerKind.Capture, "a-model-of-old", Job, "ledger.kind.capture", "a-model-of-old", "ledger.cause.job")]
    [InlineData(LedgerKind.Grant, "kling-2-6-text-to-video", "grant:1", "ledger.kind.grant", "kling-2-6-text-to-video", "ledger.cause.grant")]
    [InlineData(LedgerKind.Grant, "Welcome bonus", "workspace:welcome", "ledger.kind.welcome", "", "ledger.cause.welcome")]
    [InlineData(LedgerKind.Grant, "Studio", "order:1:bonus", "ledger.kind.grant", "Studio", "ledger.cause.order-bonus")]
    [InlineData(LedgerKind.Expiry, "", "something:else", "ledger.kind.expiry", "", "ledger.cause.other")]
    public void A_line_is_told_in_words(LedgerKind kind, string note, string cause, string kindKey, string shown, string causeKey)
    {
        var line = Line(kind, note, cause);

        Assert.Equal((kindKey, shown, causeKey), (LedgerWords.KeyOf(line), LedgerWords.NoteOf(line, Catalogue), LedgerWords.KeyOfCause(line.Cause)));
    }

    [Fact]
    public async Task The_file_keeps_the_key_and_adds_the_name()
    {
        using var file = new MemoryStream();

        await LedgerFile.WriteAsync(file, Lines(), Catalogue, TestContext.Current.CancellationToken);

        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
        Assert.EndsWith(",cause,model", lines[0], StringComparison.Ordinal);
        Assert.EndsWith($",Capture,kling-2-6-text-to-video,-1.0,9.0,{Job},Kling 2.6 Text to Video", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",Grant,Welcome bonus,-1.0,9.0,workspace:welcome,", lines[2], StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<ListLedger.Line> Lines()
    {
        await Task.CompletedTask;
        yield return Line(LedgerKind.Capture, "kling-2-6-text-to-video", Job);
        yield return Line(LedgerKind.Grant, "Welcome bonus", "workspace:welcome");
    }

    private static ListLedger.Line Line(LedgerKind kind, string note, string cause) =>
        new(1, DateTimeOffset.UnixEpoch, kind, note, Credits.Of(-1), Credits.Of(9), cause);
}
