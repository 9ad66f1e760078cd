namespace KieSaaS.Sandbox.Stripe.Wire;

/// <summary>What <c>expand[]</c> asks for. Without it an object is its id, and a list inside an object is left out.</summary>
internal sealed class Expansion
{
    private readonly HashSet<string> _paths;

    private Expansion(HashSet<string> paths) => _paths = paths;

    public static Expansion None { get; } = new([]);

    /// <param name="parameters">Carries <c>expand[]</c>.</param>
    /// <param name="known">The paths that this object can expand.</param>
    /// <param name="inList">True on a list, where each path starts with "data.".</param>
    public static Expansion Of(Parameters parameters, IReadOnlySet<string> known, bool inList = false)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var asked in parameters.List("expand"))
        {
            var path = !inList ? asked : asked.StartsWith("data.", StringComparison.Ordinal) ? asked[5..] : "";
            if (!known.Contains(path))
            {
                throw StripeProblem.Invalid($"This property cannot be expanded ({asked}).", "expand");
            }

            // "payment_intent.latest_charge" expands its parent as well.
            for (var cut = path.Length; cut > 0; cut = path.LastIndexOf('.', cut - 1))
            {
                paths.Add(path[..cut]);
            }
        }

        return new Expansion(paths);
    }

    public bool Has(string path) => _paths.Contains(path);

    /// <summary>What is asked for below a property.</summary>
    public Expansion Below(string property) =>
        new([.. _paths.Where(path => path.StartsWith(property + ".", StringComparison.Ordinal)).Select(path => path[(property.Length + 1)..])]);
}
