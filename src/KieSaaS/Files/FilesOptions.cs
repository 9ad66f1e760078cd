using Microsoft.Extensions.Options;

namespace KieSaaS.Files;

/// <summary>Where files are stored and how links to them are signed.</summary>
internal sealed class FilesOptions
{
    public const string Section = "Files";

    /// <summary>"local" (below the data directory) or "s3".</summary>
    public string Kind { get; set; } = "local";

    /// <summary>Signs links, at least 32 characters, the same on every node; without it the installation's master key does.</summary>
    public string? LinkKey { get; set; }

    /// <summary>How long a link works; at least 24 hours.</summary>
    public TimeSpan LinkLife { get; set; } = TimeSpan.FromHours(24);

    public S3Options S3 { get; set; } = new();
}

/// <summary>A bucket of S3 or of a server that speaks its protocol.</summary>
internal sealed class S3Options
{
    /// <summary>The server's address; null for Amazon's own by region.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>Such as "eu-central-1".</summary>
    public string? Region { get; set; }

    public string? Bucket { get; set; }

    /// <summary>Null, together with the secret key, to take the credentials of the machine's own role.</summary>
    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    /// <summary>True for servers that want the bucket in the path instead of the host name.</summary>
    public bool PathStyle { get; set; }
}

/// <summary>What must hold before anything starts.</summary>
/// <param name="hasMasterKey">True when links can be signed without a key of their own.</param>
internal sealed class FilesOptionsRules(bool hasMasterKey) : IValidateOptions<FilesOptions>
{
    private const int LeastKeyLength = 32;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FilesOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(FilesOptions options)
    {
        if (options.Kind is not ("local" or "s3"))
        {
            yield return $"Files:Kind is '{options.Kind}': write local or s3.";
        }

        if (options.LinkKey is { Length: < LeastKeyLength })
        {
            yield return $"Files:LinkKey is shorter than {LeastKeyLength} characters: take 32 random bytes as hex.";
        }

        if (options.LinkKey is null && !hasMasterKey)
        {
            yield return "Files:LinkKey is missing and the installation has no master key to sign links with: set one of them.";
        }

        if (options.LinkLife < TimeSpan.FromHours(24) || options.LinkLife > TimeSpan.FromDays(365))
        {
            yield return "Files:LinkLife must be between 24 hours and 365 days.";
        }

        foreach (var problem in options.Kind == "s3" ? Problems(options.S3) : [])
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Problems(S3Options s3)
    {
        if (string.IsNullOrWhiteSpace(s3.Bucket))
        {
            yield return "Files:S3:Bucket is missing: name the bucket that keeps the files.";
        }

        if (string.IsNullOrWhiteSpace(s3.ServiceUrl) ? string.IsNullOrWhiteSpace(s3.Region) : !IsWebAddress(s3.ServiceUrl))
        {
            yield return "Files:S3 needs a Region such as eu-central-1, or a ServiceUrl that begins with https:// (or http://).";
        }

        if (string.IsNullOrWhiteSpace(s3.AccessKey) != string.IsNullOrWhiteSpace(s3.SecretKey))
        {
            yield return "Files:S3:AccessKey and Files:S3:SecretKey belong together: set both, or neither to use the machine's own role.";
        }
    }

    private static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
