namespace KieSaaS.Sandbox;

/// <summary>The machine's clock plus an offset that tests and demos move forward.</summary>
internal sealed class SandboxClock : TimeProvider
{
    private long _offset;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
