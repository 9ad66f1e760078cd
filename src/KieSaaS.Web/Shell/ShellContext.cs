using KieSaaS.Kernel;

namespace KieSaaS.Web.Shell;

/// <summary>What the frame around every page shows about the person who looks at it.</summary>
/// <param name="UserName">The name people see.</param>
/// <param name="Email">The address that signs in.</param>
/// <param name="WorkspaceName">The workspace in use; empty for staff without one.</param>
/// <param name="Workspaces">Every workspace this person may switch to, the present one too.</param>
/// <param name="Mode">Live or test; test tints the top bar.</param>
/// <param name="Balance">Credits of the workspace in this mode, the held part included.</param>
/// <param name="Held">The part of the balance that running jobs have set aside.</param>
/// <param name="IsStaff">Shows the way to the staff area.</param>
public sealed record ShellContext(
    string UserName,
    string Email,
    string WorkspaceName,
    IReadOnlyList<WorkspaceChoice> Workspaces,
    Mode Mode,
    Credits Balance,
    Credits Held,
    bool IsStaff);

/// <summary>One workspace in the switcher.</summary>
/// <param name="Id">What the switch form posts back.</param>
/// <param name="Name">The name people see.</param>
/// <param name="IsCurrent">True for the workspace in use.</param>
public sealed record WorkspaceChoice(string Id, string Name, bool IsCurrent);

/// <summary>Where the frame gets its facts from: asked once per page.</summary>
public interface IShellContextSource
{
    /// <summary>The facts of the signed-in person, or null when nobody is signed in.</summary>
    ValueTask<ShellContext?> GetAsync(CancellationToken cancellationToken);
}

/// <summary>The answer of an installation without accounts: nobody is signed in.</summary>
internal sealed class AnonymousShellContextSource : IShellContextSource
{
    public ValueTask<ShellContext?> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ShellContext?>(null);
}
