namespace KieSaaS.Web.Shell.Components;

/// <summary>The four states that a colour, an icon and a word stand for.</summary>
public enum Status
{
    /// <summary>Done, active, paid.</summary>
    Ok,

    /// <summary>Running, pending, queued.</summary>
    Waiting,

    /// <summary>Works, but needs somebody to look.</summary>
    Warning,

    /// <summary>Failed, refused, revoked.</summary>
    Failed,
}
