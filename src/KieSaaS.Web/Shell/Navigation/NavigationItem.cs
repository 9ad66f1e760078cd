namespace KieSaaS.Web.Shell.Navigation;

/// <summary>One link of a navigation.</summary>
/// <param name="Address">The page's path.</param>
/// <param name="TextKey">Its name, a key of <see cref="SharedTexts"/>.</param>
/// <param name="Icon">An icon's name, see <see cref="Components.Icons"/>; empty where the navigation has none.</param>
/// <param name="IsExact">True when pages below this address belong to other links.</param>
public sealed record NavigationItem(string Address, string TextKey, string Icon = "", bool IsExact = false)
{
    /// <summary>True when <paramref name="path"/> is this page or one below it.</summary>
    public bool Contains(string path)
    {
        var asked = path.TrimEnd('/');
        var own = Address.TrimEnd('/');
        return string.Equals(asked, own, StringComparison.OrdinalIgnoreCase)
            || (!IsExact && asked.StartsWith(own + "/", StringComparison.OrdinalIgnoreCase));
    }
}
