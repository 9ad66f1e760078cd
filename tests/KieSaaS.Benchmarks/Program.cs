using KieSaaS.Benchmarks;

var subjects = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["pdf"] = PdfSubject.RunAsync,
};

if (args is not [var name] || !subjects.TryGetValue(name, out var run))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/KieSaaS.Benchmarks -- SUBJECT");
    Console.Error.WriteLine("Subjects: " + string.Join(", ", subjects.Keys.Order(StringComparer.Ordinal)));
    return 2;
}

await run();
return 0;
