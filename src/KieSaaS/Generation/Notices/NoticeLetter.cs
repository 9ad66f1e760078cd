using System.Globalization;
using System.Resources;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation.Notices;

/// <summary>The mail that tells of prices, in the reader's language: NoticeTexts.resx and NoticeTexts.ru.resx.</summary>
internal sealed class NoticeLetter(Catalogue catalogue, IOptions<PublicAddress> address)
{
    private const int MostModels = 20;

    private static readonly ResourceManager Texts = new("KieSaaS.Generation.Notices.NoticeTexts", typeof(NoticeLetter).Assembly);

    public MailDraft Rise(TenantContact contact, DateTimeOffset effectiveAt, IReadOnlyList<PriceRise> rises, bool hasBegun)
    {
        var culture = CultureInfo.GetCultureInfo(contact.Language);
        var when = When(effectiveAt, culture);
        IReadOnlyList<string> paragraphs =
        [
            Text(culture, "greeting"),
            Text(culture, hasBegun ? "rise.since" : "rise.from", when, contact.Workspace),
            .. rises.Take(MostModels).Select(rise => Line(rise, culture)),
            .. rises.Count > MostModels ? [Text(culture, "rise.more", rises.Count - MostModels)] : (string[])[],
            Text(culture, "rise.jobs"),
        ];
        return new MailDraft(
            contact.Email, contact.Language, Text(culture, "rise.subject", effectiveAt.UtcDateTime.ToString("d MMMM yyyy", culture)), paragraphs, new MailLink(Text(culture, "prices"), address.Value.Of("/prices")));
    }

    public MailDraft Withdrawn(TenantContact contact, DateTimeOffset effectiveAt)
    {
        var culture = CultureInfo.GetCultureInfo(contact.Language);
        var day = effectiveAt.UtcDateTime.ToString("d MMMM yyyy", culture);
        return new MailDraft(
            contact.Email,
            contact.Language,
            Text(culture, "withdrawn.subject", day),
            [Text(culture, "greeting"), Text(culture, "withdrawn.text", When(effectiveAt, culture), contact.Workspace)],
            new MailLink(Text(culture, "prices"), address.Value.Of("/prices")));
    }

    private string Line(PriceRise rise, CultureInfo culture)
    {
        var name = catalogue.Find(rise.EntryKey)?.Name ?? rise.EntryKey;
        var model = rise.Row == "any" ? name : $"{name} ({rise.Row.Replace(",", ", ", StringComparison.Ordinal)})";
        var line = Text(culture, "rise.model", model, Number(rise.Before, culture), Number(rise.After, culture), Text(culture, $"unit.{rise.Unit}"));
        return rise.OtherRows == 0 ? line : line + " " + Text(culture, "rise.other-rows", rise.OtherRows);
    }

    private static string Number(Credits credits, CultureInfo culture) => credits.ToDecimal().ToString("#,##0.0#####", culture);

    private static string When(DateTimeOffset at, CultureInfo culture) => at.UtcDateTime.ToString("d MMMM yyyy, HH:mm", culture) + " UTC";

    private static string Text(CultureInfo culture, string name, params object[] values) =>
        string.Format(culture, Texts.GetString(name, culture) ?? throw new MissingManifestResourceException($"There is no text '{name}'."), values);
}
