using System.Globalization;
using KieSaaS.Data;

namespace KieSaaS.Web.Hosting;

/// <summary>
/// The system's clock plus an offset that is kept in the data directory: in development, days can pass within a second, for the
/// portal and its sandbox together. Production uses the system's clock.
/// </summary>
internal sealed class ShiftedClock(DataDirectory directory) : TimeProvider
{
    private readonly string _file = directory.File("clock-offset");
    private long _offset = Read(directory.File("clock-offset"));

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    /// <summary>Moves it forward and remembers.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        File.WriteAllText(_file, Interlocked.Add(ref _offset, by.Ticks).ToString(CultureInfo.InvariantCulture));
    }

    private static long Read(string file) =>
        File.Exists(file) && long.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var ticks) ? ticks : 0;
}
