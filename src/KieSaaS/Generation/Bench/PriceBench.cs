using System.Text;
using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Generation.Bench;

/// <summary>Checks and prices the tests of a run as a member of the platform's workspace would, and so promises each its price.</summary>
internal sealed class PriceBench(IServiceScopeFactory scopes, PricesInForce books, Actor actor, TimeProvider clock)
{
    private const int LongestInput = 100_000, LongestKey = 120;

    private static readonly Refusal TooLong = new Refusal(RefusalKind.Invalid, "generation.bench-input-long", "The input is longer than 100,000 characters.").For("input");

    private static readonly Refusal NotAnObject = new Refusal(RefusalKind.Invalid, "generation.bench-input-object", "The input must be one JSON object: {\"prompt\": \"…\"}.").For("input");

    public async Task<BenchReview> RunAsync(Mode mode, IReadOnlyList<BenchInput> tests, CancellationToken ct)
    {
        var lines = new List<BenchReview.Line>();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeMember(PlatformWorkspace.Id, mode, actor.UserId!.Value, actor.Name, Role.Developer);
        var quotes = scope.ServiceProvider.GetRequiredService<MakeQuote>();
        foreach (var test in tests)
        {
            var priced = await PriceAsync(quotes, test, ct);
            lines.Add(new BenchReview.Line(test, priced.Value?.Quote, priced.Refusal) { QuoteToken = priced.Value?.Token });
        }

        return new BenchReview { Lines = lines, KieCreditMicroDollars = (await books.GetAsync(ct)).Terms.KieCreditMicroDollars };
    }

    /// <summary>The row of a reviewed test.</summary>
    public BenchTestRow RowOf(Guid run, int number, BenchReview.Line line)
    {
        var row = new BenchTestRow
        {
            RunId = run,
            Number = number,
            EntryKey = line.Quote?.EntryKey ?? Kept(line.Test.EntryKey, LongestKey),
            Input = Kept(line.Test.Input, LongestInput),
            JobId = Guid.CreateVersion7(clock.GetUtcNow()),
            QuoteToken = line.QuoteToken,
            Price = line.Quote?.Price,
            KieMicroCredits = line.Quote?.KieCost.Micros ?? 0,
        };
        return line.Refusal is { } refusal ? row.RefusedBecause(refusal) : row;
    }

    private static async Task<Result<MakeQuote.Answer>> PriceAsync(MakeQuote quotes, BenchInput test, CancellationToken ct)
    {
        if (test.Input.Length > LongestInput)
        {
            return TooLong;
        }

        JsonElement input;
        try
        {
            input = JsonElement.Parse(Encoding.UTF8.GetBytes(test.Input));
        }
        catch (JsonException wrong)
        {
            return new Refusal(
                RefusalKind.Invalid,
                "catalog.malformed-json",
                FormattableString.Invariant($"The input is not valid JSON at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}: check commas, quotation marks and numbers.")).For("input");
        }

        return input.ValueKind == JsonValueKind.Object ? await quotes.RunAsync(test.EntryKey, input, ct) : NotAnObject;
    }

    // What was refused is kept too, as far as a row can hold it.
    private static string Kept(string text, int most) => (text.Length <= most ? text : text[..most]).Replace('\0', ' ');
}
