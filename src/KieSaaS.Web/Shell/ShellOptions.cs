namespace KieSaaS.Web.Shell;

/// <summary>What the frame shows to everybody, whoever looks.</summary>
public sealed class ShellOptions
{
    /// <summary>True when live jobs and payments go to the sandbox: every page says that the whole installation is a test.</summary>
    public bool IsSandboxOnly { get; set; }
}
