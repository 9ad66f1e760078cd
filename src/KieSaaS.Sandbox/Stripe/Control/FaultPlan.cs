using System.Globalization;

namespace KieSaaS.Sandbox.Stripe.Control;

/// <summary>The faults that wait, kept with the rest of the state, taken in the order they were planned.</summary>
internal sealed class FaultPlan(SandboxState state, StripeStore store)
{
    private const string Area = "stripe.faults";

    public IReadOnlyList<Fault> All() => [.. state.LoadAll<Fault>(Area).Select(pair => pair.Document)];

    public Fault Add(Fault fault)
    {
        lock (store.Gate)
        {
            var planned = fault with { Id = store.NextSequence().ToString("D12", CultureInfo.InvariantCulture) };
            state.Save(Area, planned.Id, planned);
            return planned;
        }
    }

    public void Clear()
    {
        lock (store.Gate)
        {
            foreach (var fault in All())
            {
                state.Delete(Area, fault.Id);
            }
        }
    }

    /// <summary>The next fault for an API call, counted down.</summary>
    public Fault? Take(FaultKind kind, HttpRequest request) => Take(fault =>
        fault.Kind == kind
        && (fault.Method is null || string.Equals(fault.Method, request.Method, StringComparison.OrdinalIgnoreCase))
        && (fault.Path is null || request.Path.StartsWithSegments(fault.Path, StringComparison.Ordinal)));

    /// <summary>The next fault for a webhook of this event type, counted down.</summary>
    public Fault? Take(FaultKind kind, string eventType) => Take(fault => fault.Kind == kind && (fault.EventType is null || fault.EventType == eventType));

    private Fault? Take(Func<Fault, bool> fits)
    {
        lock (store.Gate)
        {
            var fault = All().FirstOrDefault(fits);
            if (fault is { Times: 1 })
            {
                state.Delete(Area, fault.Id);
            }
            else if (fault is { Times: > 1 })
            {
                state.Save(Area, fault.Id, fault with { Times = fault.Times - 1 });
            }

            return fault;
        }
    }
}
