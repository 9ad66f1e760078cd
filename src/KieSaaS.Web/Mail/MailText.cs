namespace KieSaaS.Web.Mail;

/// <summary>A mail's text cut into words and addresses, so that a page can show the addresses as links and everything else as text.</summary>
internal static class MailText
{
    public static IEnumerable<(string Text, bool IsLink)> Parts(string text)
    {
        var start = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, start))
        {
            var end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            yield return (text[start..at], false);
            yield return (text[at..end], true);
            start = end;
        }

        yield return (text[start..], false);
    }

    private static int Next(string text, int from)
    {
        var (secure, plain) = (text.IndexOf("https://", from, StringComparison.Ordinal), text.IndexOf("http://", from, StringComparison.Ordinal));
        return secure < 0 || (plain >= 0 && plain < secure) ? plain : secure;
    }
}
