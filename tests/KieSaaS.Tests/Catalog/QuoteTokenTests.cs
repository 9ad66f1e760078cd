using System.Buffers.Text;
using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Catalog;

/// <summary>A promised price: kept whatever is published meanwhile, and for nothing but what was promised.</summary>
public sealed class QuoteTokenTests(PricingHouse house) : IClassFixture<PricingHouse>
{
    private const string Model = "nano-banana";
    private static readonly JsonElement Cat = JsonElement.Parse("""{"prompt":"a cat"}""");

    [Fact]
    public async Task A_token_keeps_its_price_and_its_book_after_another_was_published()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var quoted = await QuoteAsync(tenant);

        var book = await house.PublishAsync(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(new Markup(5000)));

        await UntilAsync(async () => (await QuoteAsync(tenant)).Quote.BookNumber == book);
        var redeemed = await RedeemAsync(quoted.Token, tenant);
        Assert.Equal((quoted.Quote.Price, quoted.Quote.BookNumber), (redeemed.Value!.Quote.Price, redeemed.Value.Quote.BookNumber));
        Assert.NotEqual(quoted.Quote.Price, (await QuoteAsync(tenant)).Quote.Price);
        Assert.Equal(book, (await QuoteAsync(tenant)).Quote.BookNumber);
    }

    [Fact]
    public async Task A_tenants_own_markup_of_the_day_of_the_quote_counts_until_the_token_expires()
    {
        var tenant = await house.OpenWorkspaceAsync();
        house.Clock.Advance(house.Clock.GetUtcNow().Date.AddDays(1).AddMinutes(-5) - house.Clock.GetUtcNow().UtcDateTime);
        var today = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime);
        await house.PublishAsync(PriceRuleKey.Of(tenant, Model), PriceRuleValue.Of(new TenantOverride(new Markup(1000), today, "A campaign")));
        await UntilAsync(async () => (await QuoteAsync(tenant)).Quote.Markup.Level == MarkupLevel.Tenant);
        var quoted = await QuoteAsync(tenant);

        house.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(quoted.Quote.Price, (await RedeemAsync(quoted.Token, tenant)).Value!.Quote.Price);
        Assert.NotEqual(MarkupLevel.Tenant, (await QuoteAsync(tenant)).Quote.Markup.Level);
    }

    [Fact]
    public async Task A_token_for_anything_else_is_refused_and_says_why()
    {
        var (tenant, stranger) = (await house.OpenWorkspaceAsync(), await house.OpenWorkspaceAsync());
        var token = (await QuoteAsync(tenant)).Token;

        Assert.Equal("catalog.quote-other-input", (await RedeemAsync(token, tenant, input: """{"prompt":"a dog"}""")).Refusal!.Code);
        Assert.Equal("catalog.quote-other-input", (await RedeemAsync(token, tenant, model: "qwen2-text-to-image")).Refusal!.Code);
        Assert.Equal("catalog.quote-other-mode", (await RedeemAsync(token, tenant, mode: Mode.Test)).Refusal!.Code);
        Assert.Equal("catalog.quote-unknown", (await RedeemAsync(token, stranger)).Refusal!.Code);
        Assert.All((string[])["", "x", "not base64!", new string('A', 5000)], wrong => Assert.Equal("catalog.quote-unknown", RedeemAsync(wrong, tenant).Result.Refusal!.Code));
        Assert.True((await RedeemAsync(token, tenant, input: """{ "prompt" : "a cat" }""")).Succeeded);

        house.Clock.Advance(TimeSpan.FromMinutes(15));
        var expired = await RedeemAsync(token, tenant);
        Assert.Equal(("catalog.quote-expired", "quoteToken"), (expired.Refusal!.Code, expired.Refusal.Field));
    }

    [Fact]
    public async Task Not_one_bit_of_a_token_can_be_changed()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var bytes = Base64Url.DecodeFromChars((await QuoteAsync(tenant)).Token);

        for (var i = 0; i < bytes.Length; i++)
        {
            var altered = (byte[])bytes.Clone();
            altered[i] ^= 1;
            Assert.Equal("catalog.quote-unknown", (await RedeemAsync(Base64Url.EncodeToString(altered), tenant)).Refusal?.Code);
        }
    }

    private async Task<MakeQuote.Answer> QuoteAsync(TenantId tenant) =>
        (await house.AsMemberAsync(tenant, (MakeQuote make) => make.RunAsync(Model, Cat, CancellationToken.None).AsTask())).Value!;

    private Task<Result<PriceRequest.Answer>> RedeemAsync(string token, TenantId tenant, string model = Model, string? input = null, Mode mode = Mode.Live) =>
        house.AsPlatformAsync((PriceRequest request) =>
            request.RedeemAsync(token, model, input is null ? Cat : JsonElement.Parse(input), tenant, mode, new NoEarlierTasks(), CancellationToken.None).AsTask());

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 200 && !await holds(); i++)
        {
            await Task.Delay(10);
        }
    }
}
