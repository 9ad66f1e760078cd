using KieSaaS.Kernel;

namespace KieSaaS.Billing;

/// <summary>Credits for sale.</summary>
/// <param name="Id">A stable name that orders keep.</param>
/// <param name="Name">What buyers read.</param>
/// <param name="Credits">What is paid for.</param>
/// <param name="Bonus">What is given on top; zero or more.</param>
/// <param name="Price">The whole price.</param>
public sealed record Pack(string Id, string Name, Credits Credits, Credits Bonus, Money Price)
{
    /// <summary>Everything that arrives in the wallet.</summary>
    public Credits Total => Credits + Bonus;
}

/// <summary>The packs on offer, cheapest first. An order keeps a copy of what it sold, so a change here touches no open order.</summary>
/// <param name="all">Every pack, cheapest first.</param>
public sealed class Packs(IReadOnlyList<Pack> all)
{
    /// <summary>The offer of an installation that has made none of its own.</summary>
    public static Packs Standard { get; } = new(
    [
        new("starter", "Starter", Credits.Of(500), Credits.Zero, new Money(5_00, Currency.Usd)),
        new("studio", "Studio", Credits.Of(2_500), Credits.Of(250), new Money(25_00, Currency.Usd)),
        new("agency", "Agency", Credits.Of(10_000), Credits.Of(1_500), new Money(100_00, Currency.Usd)),
        new("scale", "Scale", Credits.Of(50_000), Credits.Of(10_000), new Money(500_00, Currency.Usd)),
    ]);

    /// <summary>Every pack, cheapest first.</summary>
    public IReadOnlyList<Pack> All => all;

    /// <summary>The pack of an id; null when none is on offer under it.</summary>
    public Pack? Find(string? id) => all.FirstOrDefault(pack => pack.Id == id);
}
