using KieSaaS.Kernel;
using KieSaaS.Reporting;

namespace KieSaaS.Tests.Reporting;

/// <summary>Round numbers on the axis of a chart.</summary>
public sealed class AxisScaleTests
{
    [Theory]
    [InlineData(0, "1.0", 1)]
    [InlineData(1, "0.000001", 1)]
    [InlineData(3_000_000, "1.0", 3)]
    [InlineData(4_000_001, "2.0", 3)]
    [InlineData(97_300_000, "50.0", 2)]
    [InlineData(1_000_000_000, "500.0", 2)]
    [InlineData(1_300_000_000, "500.0", 3)]
    public void The_scale_is_round_and_holds_the_largest_value(long largest, string step, int count)
    {
        var scale = AxisScale.For(new Credits(largest));

        Assert.Equal((step, count), (scale.Step.ToString(), scale.Count));
        Assert.True(scale.Top.Micros >= largest);
        Assert.Equal(count + 1, scale.Ticks.Count());
    }
}
