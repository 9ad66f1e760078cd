namespace KieSaaS.Browser.Tests.Looks;

/// <summary>Widths that pages are looked at in, in CSS pixels.</summary>
internal static class Screen
{
    public const int Desktop = 1280, Phone = 390, Narrowest = 320, Height = 900;
}
