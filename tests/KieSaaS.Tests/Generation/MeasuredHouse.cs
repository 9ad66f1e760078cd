using System.Collections.Concurrent;
using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Generation;

/// <summary>The whole way of a job, and a tenant's own server whose files can be exchanged.</summary>
public sealed class MeasuredHouse : PipelineHouse
{
    public const string Model = "infinitalk/from-audio";

    private LocalServer? _server;

    /// <summary>What lies at each path of the tenant's server; null answers a redirect.</summary>
    internal ConcurrentDictionary<string, byte[]?> Files { get; } = new(StringComparer.Ordinal);

    public override async ValueTask InitializeAsync()
    {
        _server = await LocalServer.StartAsync(async http =>
        {
            if (!Files.TryGetValue(http.Request.Path.Value!, out var file))
            {
                http.Response.StatusCode = 404;
            }
            else if (file is null)
            {
                http.Response.Redirect("/other");
            }
            else
            {
                await http.Response.Body.WriteAsync(file);
            }
        });
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Sources:MaxBytes", "2000000")];

    /// <summary>How often a file was fetched.</summary>
    public int Fetches(string path) => _server!.Requests.Count(request => request == "GET " + path);

    /// <summary>The address of a path on the tenant's server.</summary>
    public string AddressOf(string path) => _server!.Url + path;

    /// <summary>Puts a file on the tenant's server under a name of its own.</summary>
    public string Serve(byte[]? file)
    {
        var path = $"/{Guid.NewGuid():n}";
        Files[path] = file;
        return path;
    }

    /// <summary>An input that names a sound.</summary>
    public string Input(string path) => $$"""{"prompt":"a speech","image_url":"https://example.com/a.png","audio_url":"{{AddressOf(path)}}"}""";

    public Task<Result<MakeQuote.Answer>> QuoteAsync(TenantId tenant, string input, string model = Model) =>
        AsMemberAsync(tenant, (MakeQuote make) => make.RunAsync(model, JsonElement.Parse(input), CancellationToken.None).AsTask());

    public Task<Result<StartGeneration.Accepted>> StartWithAsync(TenantId tenant, string input, string token) => AsMemberAsync(tenant, (StartGeneration start) =>
        start.RunAsync(new StartGeneration.Command(Model, JsonElement.Parse(input), CallbackUrl: null, token), CancellationToken.None));

    /// <summary>What the provider would read at the address that a job sent it.</summary>
    public async Task<byte[]> SentAsync(Guid job)
    {
        var callback = await ScalarAsync<string>("select callback_token from generation_attempts where job_id = $1", job);
        var task = (await Sandbox.TasksAsync()).Single(task => task.CallBackUrl?.Contains(callback, StringComparison.Ordinal) == true);
        var link = new Uri(task.Input.GetProperty("audio_url").GetString()!);
        var file = await AsPlatformAsync((SignedLinks links) => Task.FromResult(links.Read(link.AbsolutePath[SignedLinks.PathPrefix.Length..]).Value!));
        return await AsPlatformAsync(async (IFileStore files) =>
        {
            await using var stream = await files.OpenAsync(file.Path, CancellationToken.None);
            var copy = new MemoryStream();
            await stream!.CopyToAsync(copy);
            return copy.ToArray();
        });
    }
}
