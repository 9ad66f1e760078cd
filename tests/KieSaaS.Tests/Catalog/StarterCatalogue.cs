namespace KieSaaS.Tests.Catalog;

/// <summary>The shipped catalogue, read once for all tests: it is immutable.</summary>
internal static class StarterCatalogue
{
    public static readonly KieSaaS.Catalog.Catalogue Loaded = KieSaaS.Catalog.Catalogue.LoadStarter();
}
