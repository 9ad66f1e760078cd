namespace KieSaaS.Web.Shell.Security;

/// <summary>
/// Other sites that a form of ours may lead to. Browsers hold the policy against the redirect that answers a form too, so a payment
/// page elsewhere must be named.
/// </summary>
public sealed class FormTargets
{
    /// <summary>Origins, such as https://checkout.stripe.com.</summary>
    public IList<Uri> Sites { get; } = [];
}
