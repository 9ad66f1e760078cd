using Microsoft.Playwright;

namespace KieSaaS.Browser.Tests.Looks;

/// <summary>Who looks at a page.</summary>
public enum Person
{
    /// <summary>Nobody is signed in.</summary>
    Nobody,

    /// <summary>The owner of a workspace that has been at work, with a long name.</summary>
    Member,

    /// <summary>The owner of a workspace in which nothing happened yet.</summary>
    Newcomer,

    /// <summary>The newcomer in test mode.</summary>
    Tester,

    /// <summary>An operator of the platform.</summary>
    Staff,
}

/// <summary>One look at one state of a page.</summary>
/// <param name="Route">The page's route as its component or controller names it.</param>
/// <param name="Path">Where it is looked at.</param>
/// <param name="By">Who looks.</param>
/// <param name="Status">The status that the page must answer with.</param>
/// <param name="State">What is special about it; part of its name in reports and pictures.</param>
/// <param name="Act">What is done there before it is looked at.</param>
internal sealed record Visit(string Route, string Path, Person By = Person.Nobody, int Status = 200, string State = "", Func<IPage, Task>? Act = null)
{
    /// <summary>A page without parameters.</summary>
    public static Visit To(string route, Person by = Person.Nobody, string state = "", Func<IPage, Task>? act = null) => new(route, route, by, State: state, Act: act);

    public override string ToString() => $"{By} {Path}{(State.Length > 0 ? $" ({State})" : "")}";
}
