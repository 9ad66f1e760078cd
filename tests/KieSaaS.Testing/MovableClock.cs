namespace KieSaaS.Testing;

/// <summary>A clock that runs with the system's and can be moved forward.</summary>
public sealed class MovableClock : TimeProvider
{
    private long _offset;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    /// <summary>Moves it.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
