namespace KieSaaS.Billing.Purchases;

/// <summary>What the provider's present answer means for an order.</summary>
internal enum Settlement
{
    /// <summary>Nothing to do: settled before, or the buyer is still choosing a card.</summary>
    Nothing,

    /// <summary>The money is there and is the order's price.</summary>
    Paid,

    /// <summary>The money is there and is not the order's price.</summary>
    DoesNotFit,

    /// <summary>Promised, not there yet.</summary>
    OnItsWay,

    /// <summary>The promised money did not come.</summary>
    Failed,

    /// <summary>The page closed without a payment.</summary>
    Expired,
}

/// <summary>Decides from the order and the provider's present answer alone, so that the order in which notices come cannot matter.</summary>
internal static class Settlements
{
    /// <param name="order">Our side.</param>
    /// <param name="checkout">The provider's side, read just now.</param>
    /// <param name="debitFailed">A signed event said that the debit failed; the page itself looks like one whose debit is on its way.</param>
    public static Settlement Of(Order order, CheckoutState checkout, bool debitFailed)
    {
        if (order.State == OrderState.Fulfilled || order.Review is not null)
        {
            return Settlement.Nothing;
        }

        // Money that is there is looked at first, even for an order that had been given up.
        if (checkout.PaymentStatus is PaymentStatus.Paid or PaymentStatus.NoPaymentRequired)
        {
            return checkout.Total == order.Price ? Settlement.Paid : Settlement.DoesNotFit;
        }

        return !order.IsOpen
            ? Settlement.Nothing
            : checkout.Status switch
            {
                CheckoutStatus.Complete => debitFailed ? Settlement.Failed : Settlement.OnItsWay,
                CheckoutStatus.Expired => Settlement.Expired,
                _ => Settlement.Nothing,
            };
    }
}
