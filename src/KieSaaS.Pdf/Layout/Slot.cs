namespace KieSaaS.Pdf.Layout;

/// <summary>A place for one element; empty until it is filled.</summary>
internal class Slot : Element
{
    public Element? Child { get; private set; }

    public void Put(Element child)
    {
        if (Child is not null)
        {
            throw new InvalidOperationException("This container already has its content. Put a Column or a Row into it to hold several things.");
        }

        Child = child;
    }

    public override double Measure(RenderContext context, double width) => Child?.Measure(context, width) ?? 0;

    public override Drawn Draw(RenderContext context, Area area) => Child?.Draw(context, area) ?? Drawn.Nothing;

    public override void Rewind() => Child?.Rewind();
}
