namespace KieSaaS.Pdf.Layout;

/// <summary>Chinese and Japanese text has no spaces: a line may end between any two of its characters, but not before closing punctuation.</summary>
internal static class Ideographs
{
    private const string NeverFirst = "、。，．：；！？）」』】》〉〕…ー々";

    public static bool MayBreakBetween(int before, int after) =>
        (IsIdeograph(before) || IsIdeograph(after)) && before != ' ' && !(after <= char.MaxValue && NeverFirst.Contains((char)after));

    private static bool IsIdeograph(int codePoint) => codePoint
        is (>= 0x2E80 and <= 0x9FFF)
        or (>= 0xAC00 and <= 0xD7AF)
        or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF01 and <= 0xFF60)
        or (>= 0x20000 and <= 0x3FFFF);
}
