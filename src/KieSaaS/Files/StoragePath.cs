using System.Text.RegularExpressions;

namespace KieSaaS.Files;

/// <summary>The one rule for paths in the store: relative, no way up, nothing that a file system or an object store reads in its own way.</summary>
internal static partial class StoragePath
{
    /// <summary>As long as the column that keeps it.</summary>
    public const int MaxLength = 300;

    /// <summary>Gives the path back, or throws an <see cref="ArgumentException"/> that says what is wrong.</summary>
    public static string Require(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length <= MaxLength && Segments().IsMatch(path)
            ? path
            : throw new ArgumentException($"'{path}' is not a path of the store: use folder/name.ext with letters, digits, '.', '-' and '_', at most {MaxLength} characters.", nameof(path));
    }

    // A segment never begins with a dot: neither "." nor ".." nor a hidden file. \z and not $, which would let a line feed end the path.
    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Segments();
}
