using System.Globalization;
using KieSaaS.Sandbox.Stripe.Json;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Checkout;

/// <summary>Opens a session in mode "payment" on the hosted page, after everything in the request was checked.</summary>
internal sealed class CreateSession(StripeStore store)
{
    private const string Price = "line_items[0][price_data]";
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "mode", "ui_mode", "success_url", "cancel_url", "client_reference_id", "customer_email", "locale", "expires_at", "expand[]", "metadata[*]",
        "line_items[][quantity]", "line_items[][price]", "line_items[][price_data][currency]", "line_items[][price_data][unit_amount]",
        "line_items[][price_data][product_data][name]", "line_items[][price_data][product_data][description]",
        "payment_intent_data[description]", "payment_intent_data[metadata][*]", "branding_settings[display_name]",
    };

    private static readonly HashSet<string> Locales = new(StringComparer.Ordinal)
    {
        "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hi-IN", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv",
        "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
    };

    public CheckoutSession Run(ApiCall call)
    {
        var parameters = call.Parameters;
        parameters.AllowOnly(Known);
        Expansion.Of(parameters, SessionJson.Expandable);
        OneOf(parameters, "mode", required: true, "payment");
        OneOf(parameters, "ui_mode", required: false, "hosted_page");
        var locale = parameters.Text("locale");
        if (locale is not null && !Locales.Contains(locale))
        {
            throw StripeProblem.Invalid($"Invalid locale: {locale}", "locale");
        }

        var currency = Currency(parameters);
        var lines = Lines(parameters, currency);
        var now = DateTimeOffset.FromUnixTimeSeconds(store.Now.ToUnixTimeSeconds());
        var facts = new
        {
            Success = Address(parameters, "success_url") ?? throw StripeProblem.Missing("success_url"),
            Cancel = Address(parameters, "cancel_url"),
            Email = Email(parameters),
            Reference = parameters.Text("client_reference_id", 200),
            Metadata = parameters.Metadata("metadata"),
            IntentMetadata = parameters.Metadata("payment_intent_data[metadata]"),
            IntentDescription = parameters.Text("payment_intent_data[description]", 1000),
            Merchant = parameters.Text("branding_settings[display_name]"),
            ExpiresAt = ExpiresAt(parameters, now),
        };

        var id = store.NewId("cs_test_a1", 56);
        var session = new CheckoutSession
        {
            Id = id,
            Sequence = store.NextSequence(),
            Created = now,
            ExpiresAt = facts.ExpiresAt,
            Status = "open",
            PaymentStatus = "unpaid",
            PageAddress = $"{call.BaseAddress}/c/pay/{id}",
            SuccessUrl = facts.Success,
            CancelUrl = facts.Cancel,
            Currency = currency,
            Lines = [.. lines.Select(line => line with { Id = store.NewId("li_"), PriceId = store.NewId("price_"), ProductId = store.NewId("prod_", 14) })],
            CustomerEmail = facts.Email,
            ClientReferenceId = facts.Reference,
            Locale = locale,
            MerchantName = facts.Merchant,
            Metadata = facts.Metadata,
            IntentMetadata = facts.IntentMetadata,
            IntentDescription = facts.IntentDescription,
        };
        store.Save(session);
        return session;
    }

    private static List<CheckoutLine> Lines(Parameters parameters, string currency)
    {
        var lines = Enumerable.Range(0, parameters.Count("line_items")).Select(index => Line(parameters, index, currency)).ToList();
        var total = lines.Sum(line => line.UnitAmount * line.Quantity);
        if (currency is "usd" or "eur" && total < 50)
        {
            throw StripeProblem.Invalid($"The Checkout Session's total amount must be at least 0.50 {currency}.", code: "amount_too_small");
        }

        return lines;
    }

    private static CheckoutLine Line(Parameters parameters, int index, string currency)
    {
        var item = Parameters.Item("line_items", index);
        if (parameters.Text(item + "[price]") is { } price)
        {
            throw StripeProblem.NoSuch("price", price, item + "[price]");
        }

        var own = parameters.Required(item + "[price_data][currency]");
        if (!string.Equals(own, currency, StringComparison.OrdinalIgnoreCase))
        {
            throw StripeProblem.Invalid("All line items must have the same currency.", item + "[price_data][currency]");
        }

        var amount = parameters.Integer(item + "[price_data][unit_amount]") ?? throw StripeProblem.Missing(item + "[price_data][unit_amount]");
        if (amount is < 0 or > 99_999_999)
        {
            throw StripeProblem.Invalid("unit_amount must be 0 to 99999999.", item + "[price_data][unit_amount]", amount < 0 ? "parameter_invalid_integer" : "amount_too_large");
        }

        var quantity = parameters.Integer(item + "[quantity]") ?? throw StripeProblem.Missing(item + "[quantity]");
        if (quantity is < 1 or > 999_999)
        {
            throw StripeProblem.Invalid("quantity must be 1 to 999999.", item + "[quantity]", "parameter_invalid_integer");
        }

        var name = parameters.Required(item + "[price_data][product_data][name]");
        return new CheckoutLine("", "", "", name, parameters.Text(item + "[price_data][product_data][description]"), amount, quantity);
    }

    private static string Currency(Parameters parameters)
    {
        if (parameters.Count("line_items") == 0)
        {
            throw StripeProblem.Missing("line_items");
        }

        if (parameters.Text("line_items[0][price]") is not null)
        {
            return "";
        }

        var currency = parameters.Required(Price + "[currency]");
        return currency.Length == 3 && currency.All(char.IsAsciiLetter)
            ? currency.ToLowerInvariant()
            : throw StripeProblem.Invalid($"Invalid currency: {currency}", Price + "[currency]");
    }

    private static DateTimeOffset ExpiresAt(Parameters parameters, DateTimeOffset now)
    {
        if (parameters.Integer("expires_at") is not { } seconds)
        {
            return now + Longest;
        }

        var earliest = (now + Shortest).ToUnixTimeSeconds();
        var latest = (now + Longest).ToUnixTimeSeconds();
        return seconds >= earliest && seconds <= latest
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw StripeProblem.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"The `expires_at` timestamp must be 30 minutes to 24 hours from Checkout Session creation: {earliest} to {latest}."),
                "expires_at");
    }

    private static string? Email(Parameters parameters)
    {
        var email = parameters.Text("customer_email", 512);
        return email is null || (email.IndexOf('@', StringComparison.Ordinal) > 0 && !email.EndsWith('@') && !email.Contains(' ', StringComparison.Ordinal))
            ? email
            : throw StripeProblem.Invalid($"Invalid email address: {email}", "customer_email", "email_invalid");
    }

    private static string? Address(Parameters parameters, string name)
    {
        var address = parameters.Text(name);
        return address is null || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp))
            ? address
            : throw StripeProblem.Invalid("Not a valid URL", name, "url_invalid");
    }

    private static void OneOf(Parameters parameters, string name, bool required, string only)
    {
        var value = required ? parameters.Required(name) : parameters.Text(name);
        if (value is not null && value != only)
        {
            throw StripeProblem.Invalid($"Invalid {name}: {value}. The sandbox plays {only} only.", name);
        }
    }
}
