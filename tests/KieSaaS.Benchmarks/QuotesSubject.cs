using System.Diagnostics;
using System.Text;
using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.Extensions.Options;

namespace KieSaaS.Benchmarks;

/// <summary>
/// Quotes on one thread, from the request's bytes to a signed promise: parse, find the model, validate, price by the book, sign.
/// The steps are measured one on top of the other, so that the table says what bounds them. A second is one of processor time.
/// </summary>
internal static class QuotesSubject
{
    private const int WarmUp = 20_000, CheckEvery = 256;

    private static readonly (string Model, string Input)[] Requests =
    [
        ("nano-banana", """{"prompt":"A lighthouse at dawn, soft light","output_format":"png","image_size":"16:9"}"""),
        ("kling-2-6-text-to-video", """{"prompt":"Waves roll against a lighthouse","duration":"5","sound":false,"aspect_ratio":"16:9"}"""),
        ("qwen2-text-to-image", """{"prompt":"A lighthouse at dawn, soft light"}"""),
        ("flux-2-pro-text-to-image", """{"prompt":"A lighthouse at dawn","resolution":"1K","aspect_ratio":"16:9"}"""),
    ];

    public static Task<int> RunAsync(BenchmarkOptions options)
    {
        var catalogue = Catalogue.LoadStarter();
        var book = PriceRules.Standard.With(PriceRuleKey.Of(MediaKind.Video), PriceRuleValue.Of(new Markup(1800))).ToBook(1);
        var tokens = new QuoteTokens(MasterKey.Parse(new string('a', 64)), Options.Create(new PricingOptions()), TimeProvider.System);
        var tenant = TenantId.New();
        var bodies = Array.ConvertAll(Requests, request => Encoding.UTF8.GetBytes($$$"""{"model":"{{{request.Model}}}","input":{{{request.Input}}}}"""));
        var time = TimeSpan.FromSeconds(Math.Max(1, options.Seconds / 4.0));

        Result<ValidatedInput> Validate(JsonElement body, out CatalogueEntry entry)
        {
            entry = catalogue.Find(body.GetProperty("model"u8).GetString()!)!;
            return entry.Validate(body.GetProperty("input"u8));
        }

        Quote Price(JsonElement body)
        {
            var input = Validate(body, out var entry);
            return book.Quote(entry, input.Value!, Buyer.At(tenant, TimeProvider.System.GetUtcNow())).Value!;
        }

        var parsing = Measure(bodies, time, _ => { });
        var validating = Measure(bodies, time, body => Validate(body, out var _));
        var pricing = Measure(bodies, time, body => Price(body));
        var quotes = Measure(bodies, time, body => tokens.Sign(Price(body), tenant, Mode.Live));

        Report.Print($"{"one thread",-28}{"per second",14}{"ns each",10}{"bytes each",12}");
        Print("JSON parsed", parsing);
        Print("and validated, hashed", validating);
        Print("and priced", pricing);
        Print("and signed: a quote", quotes);
        Report.Print($"load {Report.Load()}");
        Report.Print($"figure quotes.per_second {quotes.PerSecond:0} per-second");
        Report.Print($"figure quotes.json_only {parsing.PerSecond:0} per-second");
        Report.Print($"figure quotes.bytes {quotes.Bytes} bytes");
        return Task.FromResult(0);
    }

    private static void Print(string step, Speed speed) => Report.Print($"{step,-28}{speed.PerSecond,14:N0}{1e9 / speed.PerSecond,10:0}{speed.Bytes,12}");

    private static Speed Measure(byte[][] bodies, TimeSpan time, Action<JsonElement> act)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            Once(bodies[i % bodies.Length], act);
        }

        // Processor time of the whole process, the collector's included: what else runs on the machine does not count.
        var (allocated, count, watch, used) = (GC.GetAllocatedBytesForCurrentThread(), 0L, Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        while (count % CheckEvery != 0 || watch.Elapsed < time)
        {
            Once(bodies[count++ % bodies.Length], act);
        }

        return new Speed(count / (Environment.CpuUsage.TotalTime - used).TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / count);
    }

    private static void Once(byte[] body, Action<JsonElement> act)
    {
        using var document = JsonDocument.Parse(body);
        act(document.RootElement);
    }

    private readonly record struct Speed(double PerSecond, long Bytes);
}
