using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>A decision about differences as it was typed.</summary>
public sealed class DecisionForm
{
    /// <summary>The chosen ones.</summary>
    public string[]? Ids { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>The second confirmation.</summary>
    public bool IsSure { get; set; }

    /// <summary>"accept" or "reject".</summary>
    public string? Step { get; set; }

    /// <summary>True for accept.</summary>
    internal bool IsAccepted => Step == "accept";

    /// <summary>The command, or what cannot be read.</summary>
    internal Result<DecideDifferences.Command> Command(IReadOnlyList<string> ids)
    {
        if (Step is not ("accept" or "reject"))
        {
            return new Refusal(RefusalKind.Invalid, "catalog.nothing-decided", "Accept or reject.");
        }

        var read = new List<Guid>(ids.Count);
        foreach (var text in ids)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return new Refusal(RefusalKind.Invalid, "catalog.nothing-chosen", "Choose at least one difference.") { Field = "ids" };
            }

            read.Add(id);
        }

        return new DecideDifferences.Command(read, IsAccepted, Reason ?? "", IsSure);
    }
}
