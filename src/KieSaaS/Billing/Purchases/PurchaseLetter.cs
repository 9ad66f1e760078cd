using System.Globalization;
using System.Resources;
using KieSaaS.Mail;

namespace KieSaaS.Billing.Purchases;

/// <summary>The mail that says that credits have arrived, and in which workspace: PurchaseLetter.resx and PurchaseLetter.ru.resx.</summary>
internal static class PurchaseLetter
{
    private static readonly ResourceManager Texts = new("KieSaaS.Billing.Purchases.PurchaseLetter", typeof(PurchaseLetter).Assembly);

    public static MailDraft Draft(Order order, string workspace)
    {
        var culture = CultureInfo.GetCultureInfo(order.Language);
        List<string> paragraphs = [Text("greeting"), Text("text", Number((order.Credits + order.Bonus).ToDecimal()), order.PackName, workspace)];
        if (order.Bonus.IsPositive)
        {
            paragraphs.Add(Text("bonus", Number(order.Bonus.ToDecimal())));
        }

        paragraphs.Add(Text("price", Money()));
        return new MailDraft(order.BuyerEmail, order.Language, Text("subject"), paragraphs, new MailLink(Text("link"), order.Page));

        string Text(string name, params object[] values) => string.Format(
            culture, Texts.GetString(name, culture) ?? throw new MissingManifestResourceException($"There is no text '{name}'."), values);

        string Number(decimal credits) => credits.ToString("#,##0.######", culture);

        string Money() => order.Price.ToDecimal().ToString("N" + order.Currency.Exponent.ToString(CultureInfo.InvariantCulture), culture) + " " + order.Currency;
    }
}
