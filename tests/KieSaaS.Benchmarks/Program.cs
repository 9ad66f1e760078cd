using KieSaaS.Benchmarks;
using KieSaaS.Benchmarks.Admissions;

var subjects = new Dictionary<string, Func<BenchmarkOptions, Task<int>>>(StringComparer.Ordinal)
{
    ["admissions"] = AdmissionsSubject.RunAsync,
    ["pdf"] = PdfSubject.RunAsync,
    ["quotes"] = QuotesSubject.RunAsync,
    ["replay"] = ReplaySubject.RunAsync,
    ["startup"] = StartupSubject.RunAsync,
};

if (args is not [var name, .. var rest] || !subjects.TryGetValue(name, out var run) || BenchmarkOptions.Read(rest) is not { } options)
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/KieSaaS.Benchmarks -- SUBJECT [--seconds N] [--data DIR]");
    Console.Error.WriteLine("Subjects: " + string.Join(", ", subjects.Keys.Order(StringComparer.Ordinal)));
    return 2;
}

return await run(options);
