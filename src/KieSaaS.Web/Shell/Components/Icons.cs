using System.Collections.Frozen;

namespace KieSaaS.Web.Shell.Components;

/// <summary>The one icon set: our own drawings on a grid of 24, one stroked path each.</summary>
public static class Icons
{
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["home"] = "M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z",
        ["studio"] = "M12 3.5 13.9 9 19.5 11l-5.6 2L12 18.5 10.1 13 4.5 11l5.6-2zM19 16v4M17 18h4",
        ["jobs"] = "M4 6.5 5.5 8 8 5M4 12.5 5.5 14 8 11M4 18.5 5.5 20 8 17M12 7h8M12 13h8M12 19h8",
        ["usage"] = "M4 20h16M7 20v-6M12 20V5M17 20v-9",
        ["ledger"] = "M6 4h12a1 1 0 0 1 1 1v15H7a2 2 0 0 1-2-2V5a1 1 0 0 1 1-1zM5 18a2 2 0 0 1 2-2h12M9 8h6M9 11.5h4",
        ["statements"] = "M7 3.5h7l4 4V20a.5.5 0 0 1-.5.5H7a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM14 3.5V8h4M9.5 12.5h5M9.5 16h5",
        ["billing"] = "M4.5 6h15a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM3.5 10h17M7 14.5h3",
        ["key"] = "M8 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12.5l8.5-8.5M16 7.5l3 3M13.5 10l2 2",
        ["overview"] = "M4.5 4h6v7h-6zM13.5 4h6v4h-6zM13.5 11h6v9h-6zM4.5 14h6v6h-6z",
        ["tenants"] = "M5 20.5V4.5a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v16M14 10h4a1 1 0 0 1 1 1v9.5M3 20.5h18M8 8h3M8 12h3M8 16h3",
        ["pricing"] = "M4 4.5h7.5L20 13l-7 7-8.5-8.5zM8.5 8.5h.01",
        ["catalogue"] = "M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z",
        ["templates"] = "M5 4.5h14v5H5zM5 13h6v6.5H5zM14.5 13h4.5M14.5 16.2h4.5M14.5 19.5h4.5",
        ["queue"] = "M12 3.5 21 8l-9 4.5L3 8zM3.5 12.5 12 16.5l8.5-4M3.5 16.5 12 20.5l8.5-4",
        ["proof"] = "M12 3.5 19 6v6c0 4.5-3 7-7 8.5C8 19 5 16.5 5 12V6zM9 12l2.2 2.2L15.5 10",
        ["audit"] = "M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.5",
        ["menu"] = "M4 7h16M4 12h16M4 17h16",
        ["close"] = "M6 6l12 12M18 6 6 18",
        ["chevron-down"] = "M6.5 9.5 12 15l5.5-5.5",
        ["chevron-left"] = "M14.5 6.5 9 12l5.5 5.5",
        ["chevron-right"] = "M9.5 6.5 15 12l-5.5 5.5",
        ["arrow-right"] = "M5 12h14M13 6l6 6-6 6",
        ["rail"] = "M5 4.5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1zM9.5 4.5v15",
        ["ok"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 12l2.5 2.5 4.5-5",
        ["waiting"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
        ["warning"] = "M12 4 21 19.5H3zM12 10v4.5M12 17.2v.01",
        ["failed"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.2 9.2l5.6 5.6M14.8 9.2l-5.6 5.6",
        ["info"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 8v.01",
        ["check"] = "M5 12.5 10 17.5 19 7",
        ["copy"] = "M9 9h10v11H9zM15 9V4.5H5V16h4",
        ["external"] = "M13 5h6v6M19 5l-8.5 8.5M17 14v5H5V7h5",
        ["search"] = "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM16 16l4.5 4.5",
        ["filter"] = "M4 6h16l-6 7v6l-4-2v-4z",
        ["system"] = "M4 5h16v11H4zM9 20h6M12 16v4",
        ["light"] = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
        ["dark"] = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
        ["language"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17",
        ["user"] = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
        ["sign-out"] = "M14 4.5H6a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h8M10 12h10M16.5 8l4 4-4 4",
        ["plus"] = "M12 5v14M5 12h14",
        ["download"] = "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
        ["refresh"] = "M20 12a8 8 0 1 1-2.5-5.8L20 8.5M20 4v4.5h-4.5",
        ["credits"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM14.8 9.2A3.8 3.8 0 1 0 14.8 14.8",
        ["test"] = "M9 3.5h6M10 3.5V9l-5 9.5a1.3 1.3 0 0 0 1.2 2h11.6a1.3 1.3 0 0 0 1.2-2L14 9V3.5M7.8 14.5h8.4",
        ["image"] = "M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15 9v.01",
        ["video"] = "M4 6h11v12H4zM15 10.5l5.5-3v9l-5.5-3",
        ["music"] = "M9 18V6l10-2v12M6.5 15.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM16.5 13.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
        ["audio"] = "M12 4a3 3 0 0 0-3 3v4a3 3 0 0 0 6 0V7a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5v3M8.5 20.5h7",
        ["code"] = "M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every icon's name.</summary>
    public static IEnumerable<string> Names => Paths.Keys.Order(StringComparer.Ordinal);

    /// <summary>The drawing of an icon.</summary>
    /// <exception cref="ArgumentException">There is no icon of that name.</exception>
    public static string Path(string name) =>
        Paths.TryGetValue(name, out var path) ? path : throw new ArgumentException($"There is no icon named '{name}'.", nameof(name));
}
