using System.Net;
using System.Text;

namespace KieSaaS.Mail;

/// <summary>One layout for every mail. Everything a person wrote is encoded; nothing is loaded from outside, so mail readers show it whole.</summary>
internal static class MailLayout
{
    public static OutgoingMail Of(MailDraft draft, string product)
    {
        // A line break in a subject would begin a new header.
        var subject = draft.Subject.ReplaceLineEndings(" ");
        return new OutgoingMail(draft.To, draft.Language, subject, TextOf(draft, product), HtmlOf(draft, subject, product));
    }

    private static string TextOf(MailDraft draft, string product)
    {
        var text = new StringBuilder();
        foreach (var paragraph in draft.Paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
        }

        if (draft.Link is { } link)
        {
            text.Append(link.Text).Append(":\n").Append(link.Address.AbsoluteUri).Append("\n\n");
        }

        return text.Append("-- \n").Append(product).Append('\n').ToString();
    }

    private static string HtmlOf(MailDraft draft, string subject, string product)
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"").Append(draft.Language).Append("\"><head><meta charset=\"utf-8\"><title>")
            .Append(WebUtility.HtmlEncode(subject))
            .Append("</title></head><body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c1f24\"><div style=\"max-width:560px;margin:0 auto\">");
        foreach (var paragraph in draft.Paragraphs)
        {
            html.Append("<p>").Append(WebUtility.HtmlEncode(paragraph)).Append("</p>");
        }

        if (draft.Link is { } link)
        {
            var address = WebUtility.HtmlEncode(link.Address.AbsoluteUri);
            html.Append("<p><a href=\"").Append(address)
                .Append("\" style=\"display:inline-block;padding:10px 16px;border-radius:6px;background:#3347d1;color:#ffffff;text-decoration:none\">")
                .Append(WebUtility.HtmlEncode(link.Text)).Append("</a></p><p style=\"font-size:13px;color:#5b6270;word-break:break-all\">").Append(address).Append("</p>");
        }

        return html.Append("<p style=\"font-size:13px;color:#5b6270\">").Append(WebUtility.HtmlEncode(product)).Append("</p></div></body></html>").ToString();
    }
}
