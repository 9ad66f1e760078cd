using System.Globalization;
using KieSaaS.Kernel;

namespace KieSaaS.Files;

/// <summary>Where a job's results lie: <c>{tenant}/{kind}/{job}_{index}_{timestamp}.{ext}</c>.</summary>
internal static class ResultPath
{
    /// <summary>
    /// The path of one result. It depends on its arguments alone: copying a result again must give the same moment, so that it finds the same place.
    /// </summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="kind">"Image", "Video", "Audio" or "Music"; written in lower case.</param>
    /// <param name="job">The job.</param>
    /// <param name="index">Counts from 0 within the job.</param>
    /// <param name="at">A moment of the job that never changes, such as its start; written in UTC to the second.</param>
    /// <param name="extension">Without a dot, as <see cref="MediaFormat.Extension"/> has it.</param>
    public static string For(TenantId tenant, string kind, Guid job, int index, DateTimeOffset at, string extension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var path = StoragePath.Require(string.Create(
            CultureInfo.InvariantCulture,
            $"{tenant}/{kind.ToLowerInvariant()}/{job:d}_{index}_{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.{extension}"));
        return path.Count('/') == 2
            ? path
            : throw new ArgumentException($"Neither the kind '{kind}' nor the extension '{extension}' may hold a slash.");
    }
}
