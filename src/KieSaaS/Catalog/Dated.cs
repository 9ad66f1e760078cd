namespace KieSaaS.Catalog;

/// <summary>Something that counts from a moment on.</summary>
/// <param name="From">The first moment (UTC).</param>
/// <param name="Value">What counts then.</param>
internal sealed record Dated<T>(DateTimeOffset From, T Value);

/// <summary>Which of several counts.</summary>
internal static class Dated
{
    /// <summary>The last one whose time has come. They stand in their order, and the first one's had come when they were read.</summary>
    public static T InForce<T>(this Dated<T>[] all, TimeProvider clock)
    {
        if (all.Length > 1)
        {
            var now = clock.GetUtcNow();
            for (var last = all.Length - 1; last > 0; last--)
            {
                if (all[last].From <= now)
                {
                    return all[last].Value;
                }
            }
        }

        return all[0].Value;
    }
}
