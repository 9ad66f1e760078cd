using System.Globalization;
using KieSaaS.Kernel;
using KieSaaS.Pdf;

namespace KieSaaS.Reporting.Documents;

/// <summary>Credits per day as bars, with the axis of <see cref="AxisScale"/>.</summary>
internal static class StatementChart
{
    private const double Width = 515, Height = 96, Left = 58, Bottom = 16, Top = 8, FontSize = 7;

    public static void Compose(Container place, Statement statement, StatementWords words) => place.Picture(Width, Height, canvas =>
    {
        var days = statement.SpentByDay;
        var scale = AxisScale.For(days.Aggregate(Credits.Zero, Credits.Max));
        DrawAxis(canvas, scale, words);

        var slot = (Width - Left) / days.Count;
        for (var index = 0; index < days.Count; index++)
        {
            var height = PlotHeight * scale.ShareOf(days[index]);
            var x = Left + (index * slot);
            canvas.Rectangle(x + (slot * 0.15), Height - Bottom - height, slot * 0.7, height, Palette.Accent);
            if (IsLabelled(index + 1, days.Count))
            {
                var day = (index + 1).ToString(CultureInfo.InvariantCulture);
                canvas.Label(x + (slot / 2), Height - 4, day, FontSize, Palette.Muted, HorizontalAlignment.Center);
            }
        }
    });

    private static double PlotHeight => Height - Top - Bottom;

    private static void DrawAxis(Canvas canvas, AxisScale scale, StatementWords words)
    {
        foreach (var tick in scale.Ticks)
        {
            var y = Height - Bottom - (PlotHeight * scale.ShareOf(tick));
            canvas.Line(Left, y, Width, y, 0.5, tick == Credits.Zero ? Palette.Muted : Palette.Rule);
            canvas.Label(Left - 6, y + 2.5, words.Tick(tick), FontSize, Palette.Muted, HorizontalAlignment.Right);
        }
    }

    // The first, every fifth, and the last where it does not crowd the thirtieth.
    private static bool IsLabelled(int day, int days) => day == 1 || day % 5 == 0 || (day == days && days % 5 > 1);
}
