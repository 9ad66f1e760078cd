using System.Globalization;

namespace KieSaaS.Generation;

/// <summary>A track of a task as its tenant names it: the task's id and which of its results it is. The provider's own id stays with us.</summary>
internal static class TrackName
{
    private const int TaskIdLength = 32;

    public static string Of(Guid job, int index) => string.Create(CultureInfo.InvariantCulture, $"{job:n}-{index}");

    /// <summary>Null when the text names no track.</summary>
    public static (Guid Job, int Index)? Read(string text) =>
        text.Length > TaskIdLength + 1 && text[TaskIdLength] == '-'
        && Guid.TryParseExact(text.AsSpan(0, TaskIdLength), "N", out var job)
        && int.TryParse(text.AsSpan(TaskIdLength + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (job, index)
            : null;
}
