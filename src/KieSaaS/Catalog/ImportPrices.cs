using System.Text;
using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// Makes a draft say what a file of prices says, in one step or not at all. A file that was made from other prices than the draft has
/// now is refused: reading it would undo what somebody changed since.
/// </summary>
public sealed class ImportPrices
{
    /// <summary>Longer files are refused, in bytes.</summary>
    public const int LargestFile = 1024 * 1024;

    /// <summary>The name under which a refusal's details hold the faults, a list of <see cref="PriceFileFault"/>.</summary>
    public const string FaultsDetail = "faults";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly AppDbContext _db;
    private readonly Catalogue _catalogue;
    private readonly PriceDrafts _drafts;
    private readonly PriceRuleCheck _check;
    private readonly EditDraft _edit;
    private readonly TimeProvider _clock;

    internal ImportPrices(AppDbContext db, Catalogue catalogue, PriceDrafts drafts, PriceRuleCheck check, EditDraft edit, TimeProvider clock) =>
        (_db, _catalogue, _drafts, _check, _edit, _clock) = (db, catalogue, drafts, check, edit, clock);

    /// <summary>How many rules were changed; 0 leaves the draft as it is.</summary>
    public async Task<Result<int>> RunAsync(Guid draftId, int version, ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        var opened = await _drafts.OpenAsync(draftId, version, ct);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        // The edit below opens the draft again, so that what it changes is what is there then.
        _db.ChangeTracker.Clear();
        var reader = new PriceFileReader(_catalogue, _check, PriceBookContent.Read(opened.Value.Content), DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime));
        if (TextOf(file) is not { } text)
        {
            return Refused([new PriceFileFault(0, "", file.Length > LargestFile ? "file-too-large" : "file-not-text", "")]);
        }

        reader.Read(text);
        if (reader.Faults.Count > 0)
        {
            return Refused(reader.Faults);
        }

        if (reader.Edits.Count == 0)
        {
            return 0;
        }

        var edited = await _edit.RunAsync(new(draftId, version, reader.Edits), ct);
        return edited.Succeeded ? reader.Edits.Count : edited.Refusal;
    }

    private static Refusal Refused(IReadOnlyList<PriceFileFault> faults) =>
        new(RefusalKind.Invalid, "catalog.file-wrong", $"The file has {faults.Count} faults; nothing was changed. First: line {faults[0].Line}, column '{faults[0].Column}': {faults[0].Code}.")
        {
            Field = "file",
            Details = new Dictionary<string, object?>(StringComparer.Ordinal) { [FaultsDetail] = faults },
        };

    private static string? TextOf(ReadOnlyMemory<byte> file)
    {
        try
        {
            return file.Length > LargestFile ? null : StrictUtf8.GetString(file.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
