using KieSaaS.Tenancy;

namespace KieSaaS.Billing;

/// <summary>What the scope's tenant can buy, and whether whoever asks may.</summary>
public sealed class ListPacks(Packs packs, Actor actor)
{
    /// <param name="Packs">Cheapest first.</param>
    /// <param name="MayBuy">False for a member whose role does not include buying.</param>
    public sealed record Answer(IReadOnlyList<Pack> Packs, bool MayBuy);

    /// <summary>The offer.</summary>
    public Answer Run() => new(packs.All, actor.May(Right.BuyCredits));
}
