using KieSaaS.Kernel;

namespace KieSaaS.Web.Shell.Style;

/// <summary>Invented facts for the style pages, which exist in Development only.</summary>
internal static class Sample
{
    public static ShellContext Context(Mode mode) => new(
        "Ada Berg",
        "ada@studio.example",
        "North Studio",
        [new WorkspaceChoice("1", "North Studio", true), new WorkspaceChoice("2", "A workspace with quite a long name", false)],
        mode,
        new Credits(380_012_500),
        new Credits(12_400_000),
        IsStaff: true);
}
