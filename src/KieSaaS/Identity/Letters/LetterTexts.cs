using System.Globalization;
using System.Resources;
using KieSaaS.Mail;

namespace KieSaaS.Identity.Letters;

/// <summary>The words of mail about accounts: LetterTexts.resx and LetterTexts.ru.resx.</summary>
internal static class LetterTexts
{
    private static readonly ResourceManager Texts = new("KieSaaS.Identity.Letters.LetterTexts", typeof(LetterTexts).Assembly);

    public static MailDraft Draft(User user, string letter, Uri link)
    {
        var culture = CultureInfo.GetCultureInfo(user.Language);
        return new MailDraft(
            user.Email!, user.Language, Text($"{letter}.subject"), [Text("greeting"), Text($"{letter}.text"), Text($"{letter}.otherwise")], new MailLink(Text($"{letter}.link"), link));

        string Text(string name) => Texts.GetString(name, culture) ?? throw new MissingManifestResourceException($"There is no text '{name}'.");
    }
}
