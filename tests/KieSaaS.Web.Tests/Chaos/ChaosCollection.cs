namespace KieSaaS.Web.Tests.Chaos;

/// <summary>Tests that start, kill and watch whole processes run alone: their figures are seconds.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ChaosCollection
{
    public const string Name = "Chaos";
}
