using System.Globalization;

namespace KieSaaS.Net;

/// <summary>Tells host names of the public Internet from those that only mean something inside a machine, a cloud or an office.</summary>
internal static class PublicName
{
    private const int MaxLength = 253, MaxLabelLength = 63;

    private static readonly string[] InnerEndings =
    [
        "localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa",
        "arpa", "test", "example", "invalid", "onion", "alt", "svc",
    ];

    // The first label of the names under which clouds serve a machine's credentials, such as metadata.google.internal and metadata.goog.
    private static readonly string[] MetadataLabels = ["metadata", "instance-data"];

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>What is wrong with a name in lower-case ASCII, with the cure; null when nothing is.</summary>
    public static string? Problem(string name)
    {
        if (name.EndsWith('.'))
        {
            return "The host ends with a dot: remove it.";
        }

        var labels = name.Split('.');
        if (name.Length > MaxLength || !labels.All(IsLabel) || labels[^1].All(char.IsAsciiDigit) || labels[^1].StartsWith("0x", StringComparison.Ordinal))
        {
            return $"'{name}' is not a host name: use letters, digits and hyphens between dots.";
        }

        if (labels.Length == 1 || InnerEndings.Any(ending => name == ending || name.EndsWith("." + ending, StringComparison.Ordinal)))
        {
            return $"'{name}' is a name for use inside a network: use one that the public Internet knows.";
        }

        if (MetadataLabels.Contains(labels[0]))
        {
            return $"'{name}' looks like a cloud's metadata service: use another name for the server.";
        }

        return IsGenuineIdn(name) ? null : $"'{name}' is not a valid internationalised name: write it as your registrar shows it in its xn-- form.";
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= MaxLabelLength && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>A label in xn-- form must stand for something that cannot be written without it; "xn--localhost-" stands for "localhost".</summary>
    private static bool IsGenuineIdn(string name)
    {
        if (!name.Contains("xn--", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            var unicode = Idn.GetUnicode(name);
            return !unicode.Split('.').Any(label => label.StartsWith("xn--", StringComparison.Ordinal)) && Idn.GetAscii(unicode) == name;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
