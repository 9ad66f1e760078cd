using KieSaaS.Billing;
using KieSaaS.Web.Shell.Components;

namespace KieSaaS.Web.Billing;

/// <summary>How an order's state is shown: a status, and the key of its texts.</summary>
internal static class OrderWords
{
    public static Status StatusOf(OrderView order) => order.State switch
    {
        OrderState.Fulfilled => Status.Ok,
        OrderState.Created or OrderState.AwaitingPayment or OrderState.Processing => Status.Waiting,
        OrderState.Expired => Status.Warning,
        _ => Status.Failed,
    };

    /// <summary>"order.state." and this name the state; "order.story." and this tell what happened.</summary>
    public static string KeyOf(OrderView order) => order.State switch
    {
        OrderState.Created or OrderState.AwaitingPayment => "awaiting",
        OrderState.Processing => "processing",
        OrderState.Fulfilled => "fulfilled",
        OrderState.Expired => "expired",
        _ => order.NeedsReview ? "review" : "failed",
    };
}
