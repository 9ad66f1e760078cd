namespace KieSaaS.Sandbox.Kie;

/// <summary>The faults that are still to happen, kept over restarts.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly SandboxState _state;
    private List<Fault> _faults;

    public FaultPlan(SandboxState state)
    {
        _state = state;
        _faults = state.Load<List<Fault>>("kie", "faults") ?? [];
        state.Cleared += (_, _) =>
        {
            lock (_gate)
            {
                _faults = [];
            }
        };
    }

    /// <summary>The effects that are possible at each place.</summary>
    public static IReadOnlyDictionary<string, string[]> Effects { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["create"] = [FaultEffect.Status, FaultEffect.Code, FaultEffect.Delay, FaultEffect.LoseResponse, FaultEffect.Drop, FaultEffect.FailTask, FaultEffect.NeverFinish],
        ["record"] = [FaultEffect.Status, FaultEffect.Code, FaultEffect.Delay, FaultEffect.LoseResponse, FaultEffect.Drop, FaultEffect.NotVisible],
        ["callback"] = [FaultEffect.Delay, FaultEffect.Drop, FaultEffect.Duplicate, FaultEffect.CorruptSignature],
        ["result"] = [FaultEffect.Status, FaultEffect.Delay, FaultEffect.Drop],
        ["models"] = [FaultEffect.Status, FaultEffect.Code, FaultEffect.Delay, FaultEffect.LoseResponse, FaultEffect.Drop, FaultEffect.WrongTotal],
        ["prices"] =
        [
            FaultEffect.Status, FaultEffect.Code, FaultEffect.Delay, FaultEffect.LoseResponse, FaultEffect.Drop,
            FaultEffect.WrongTotal, FaultEffect.MissingPage, FaultEffect.RepeatPage,
        ],
        ["upload"] = [FaultEffect.Status, FaultEffect.Code, FaultEffect.Delay, FaultEffect.LoseResponse, FaultEffect.Drop],
    };

    /// <summary>The faults that are left.</summary>
    public IReadOnlyList<Fault> Read()
    {
        lock (_gate)
        {
            return [.. _faults];
        }
    }

    /// <summary>Adds faults; each must be without objection.</summary>
    public void Add(IEnumerable<Fault> faults) => Replace(current => [.. current, .. faults]);

    /// <summary>Forgets all faults.</summary>
    public void Clear() => Replace(_ => []);

    /// <summary>What happens now at a place: of each effect the first fault that fits, counted down by one.</summary>
    public ActiveFaults Take(string on, string? model)
    {
        lock (_gate)
        {
            if (_faults.Count == 0)
            {
                return ActiveFaults.None;
            }

            var taken = _faults.Where(fault => fault.On == on && (fault.Model is null || fault.Model == model)).DistinctBy(fault => fault.Effect).ToList();
            if (taken.Count > 0)
            {
                Replace(current => [.. current.Select(fault => taken.Contains(fault, ReferenceEqualityComparer.Instance) ? fault with { Times = fault.Times - 1 } : fault)
                    .Where(fault => fault.Times > 0)]);
            }

            return new ActiveFaults(taken);
        }
    }

    private void Replace(Func<List<Fault>, List<Fault>> change)
    {
        lock (_gate)
        {
            _faults = change(_faults);
            _state.Save("kie", "faults", _faults);
        }
    }
}
