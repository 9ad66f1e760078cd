using KieSaaS.Kernel;

namespace KieSaaS.Reporting;

/// <summary>The round numbers on the axis of a chart of credits: steps of 1, 2 or 5 times a power of ten.</summary>
/// <param name="Step">From one line to the next.</param>
/// <param name="Count">How many steps there are, at least one.</param>
public sealed record AxisScale(Credits Step, int Count)
{
    private const int MostSteps = 4;

    /// <summary>The end of the axis.</summary>
    public Credits Top => new(checked(Step.Micros * Count));

    /// <summary>The values of the lines, from zero to the top.</summary>
    public IEnumerable<Credits> Ticks => Enumerable.Range(0, Count + 1).Select(index => new Credits(Step.Micros * index));

    /// <summary>The smallest scale that holds the largest value.</summary>
    public static AxisScale For(Credits largest)
    {
        if (!largest.IsPositive)
        {
            return new AxisScale(Credits.Of(1), 1);
        }

        for (var power = 1L; ; power = checked(power * 10))
        {
            foreach (var step in new[] { power, checked(power * 2), checked(power * 5) })
            {
                var count = ((largest.Micros - 1) / step) + 1;
                if (count <= MostSteps)
                {
                    return new AxisScale(new Credits(step), (int)count);
                }
            }
        }
    }

    /// <summary>How high a value stands, 0 to 1, for drawing only.</summary>
    public double ShareOf(Credits value) => (double)value.Micros / Top.Micros;
}
