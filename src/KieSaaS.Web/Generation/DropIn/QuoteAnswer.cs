using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Generation.DropIn;

/// <summary>
/// <c>POST /api/v1/quotes</c>: the body of createTask, answered with its exact price and a token that promises it. Ours; the upstream
/// has nothing like it. What the platform pays and adds is not in the answer.
/// </summary>
internal static class QuoteAnswer
{
    public static async Task WriteAsync(HttpContext context, JsonElement body)
    {
        var request = TaskRequest.Read(body);
        if (!request.Succeeded)
        {
            await Envelope.RefuseAsync(context, request.Refusal);
            return;
        }

        // What createTask would refuse has no price.
        if (request.Value.CallbackUrl is { } callback && context.RequestServices.GetRequiredService<CheckCallbackAddress>().Run(callback) is { Succeeded: false } wrong)
        {
            await Envelope.RefuseAsync(context, wrong.Refusal);
            return;
        }

        var quoted = await context.RequestServices.GetRequiredService<MakeQuote>().RunAsync(request.Value.Model, request.Value.Input, context.RequestAborted);
        if (!quoted.Succeeded)
        {
            await Envelope.RefuseAsync(context, quoted.Refusal);
            return;
        }

        var value = await ValueAsync(context, quoted.Value.Quote);
        await Envelope.WriteAsync(context, (quoted.Value, value), static (writer, answer) => Write(writer, answer.Value, answer.value));
    }

    private static async ValueTask<CurrencyValue?> ValueAsync(HttpContext context, Quote quote)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        var currency = await services.GetRequiredService<TenantCurrencies>().OfAsync(services.GetRequiredService<Actor>().RequireTenant(), ct);
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        return (await services.GetRequiredService<ExchangeRates>().GetAsync(ct)).ValueOf(quote.Price, quote.Terms, currency, today);
    }

    private static void Write(Utf8JsonWriter writer, MakeQuote.Answer answer, CurrencyValue? value)
    {
        writer.WriteStartObject();
        writer.WriteString("model"u8, answer.Entry.Model);
        writer.WriteNumber("price"u8, answer.Quote.Price.ToDecimal());
        writer.WriteNumber("priceBook"u8, answer.Quote.BookNumber);
        writer.WriteString("quoteToken"u8, answer.Token);
        writer.WriteString("expiresAt"u8, answer.ExpiresAt.UtcDateTime);
        writer.WriteString("rule"u8, RuleOf(answer.Quote));
        writer.WriteStartArray("breakdown"u8);
        foreach (var line in answer.Quote.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString("row"u8, line.RowId);
            writer.WriteString("unit"u8, JsonNamingPolicy.CamelCase.ConvertName(line.Unit.ToString()));
            writer.WriteNumber("quantity"u8, line.Quantity);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteValue(writer, value);
        WriteSource(writer, answer.Source);
        writer.WriteEndObject();
    }

    // Only where the price follows from a file: which, and what was measured of it.
    private static void WriteSource(Utf8JsonWriter writer, StoredSource? source)
    {
        if (source is null)
        {
            return;
        }

        writer.WriteStartObject("source"u8);
        writer.WriteString("parameter"u8, source.Parameter);
        writer.WriteString("sha256"u8, source.Sha256);
        if (source.Measured.Seconds is { } seconds)
        {
            writer.WriteNumber("seconds"u8, decimal.Round(seconds, 3));
        }

        if (source.Measured is { Width: { } width, Height: { } height })
        {
            writer.WriteNumber("width"u8, width);
            writer.WriteNumber("height"u8, height);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, CurrencyValue? value)
    {
        if (value is null)
        {
            writer.WriteNull("value"u8);
            return;
        }

        writer.WriteStartObject("value"u8);
        writer.WriteNumber("amount"u8, value.Amount);
        writer.WriteString("currency"u8, value.Currency.ToString());
        writer.WriteEndObject();
    }

    private static string RuleOf(Quote quote) => quote.Markup.Level == MarkupLevel.Tenant ? "workspace" : quote.FixedLines.IsEmpty ? "standard" : "fixed";
}
