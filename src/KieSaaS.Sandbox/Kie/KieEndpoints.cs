namespace KieSaaS.Sandbox.Kie;

/// <summary>The Kie stand-in: what it consists of and which paths it answers.</summary>
internal static class KieEndpoints
{
    /// <summary>Adds its parts.</summary>
    public static void AddKie(this IServiceCollection services)
    {
        services.AddSingleton<KieSettingsStore>();
        services.AddSingleton<KieLimits>();
        services.AddSingleton<CallCounts>();
        services.AddSingleton<FaultPlan>();
        services.AddSingleton<ModelList>();
        services.AddSingleton<TaskStore>();
        services.AddSingleton<EarlierTasks>();
        services.AddSingleton<TaskResult>();
        services.AddSingleton<TaskView>();
        services.AddSingleton<DedicatedView>();
        services.AddSingleton<EndTask>();
        services.AddSingleton<SendCallback>();
        services.AddSingleton(_ => new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }));
        services.AddHostedService<TaskRunner>();

        services.AddSingleton<CreateTask>();
        services.AddSingleton<ReadRecord>();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<FetchFile>();
        services.AddSingleton<UploadSource>();
        services.AddSingleton<Upload>();
        services.AddSingleton<ServeFile>();
        services.AddSingleton<DownloadLink>();
        services.AddSingleton<DiscoverModels>();
        services.AddSingleton<PriceFeed>();
        services.AddSingleton<PagePrices>();
    }

    /// <summary>Maps its paths; the API host, the upload host and the result hosts are one here.</summary>
    public static void MapKie(this IEndpointRouteBuilder app)
    {
        var counted = app.MapGroup("").AddEndpointFilter(app.ServiceProvider.GetRequiredService<CallCounts>());
        MapApi(counted.MapGroup("/api").AddEndpointFilter<RouteGroupBuilder, KieGate>());

        counted.MapGet("/client/v1/model-pricing/count", (HttpContext http, PagePrices prices) => prices.CountAsync(http));
        counted.MapPost("/client/v1/model-pricing/page", (HttpContext http, PagePrices prices) => prices.PageAsync(http));

        app.MapKieControls();

        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        counted.MapMethods(TaskResult.Folder + "{name}", reading, (HttpContext http, string name, ServeFile serve) => serve.ResultAsync(http, name));
        counted.MapMethods(UploadStore.Folder + "{**path}", reading, (HttpContext http, string path, ServeFile serve) => serve.Upload(http, path));
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        api.MapPost("/v1/jobs/createTask", (HttpContext http, CreateTask create) => create.RunAsync(http));
        api.MapGet("/v1/jobs/recordInfo", (HttpContext http, ReadRecord read) => read.RunAsync(http));
        foreach (var dedicated in DedicatedApi.All)
        {
            api.MapPost(dedicated.CreatePath, (HttpContext http, CreateTask create) => create.RunAsync(http, dedicated));
            api.MapGet(dedicated.RecordPath, (HttpContext http, ReadRecord read) => read.RunAsync(http, dedicated));
        }

        api.MapGet("/v1/chat/credit", (TaskStore tasks) => KieAnswer.Ok(tasks.Balance));
        api.MapPost("/v1/common/download-url", (HttpContext http, DownloadLink link) => link.RunAsync(http));

        api.MapGet("/v1/models", (HttpContext http, DiscoverModels discover) => discover.ListAsync(http));
        api.MapGet("/v1/models/{**rest}", (HttpContext http, string rest, DiscoverModels discover) => discover.OneAsync(http, rest));

        api.MapPost("/file-base64-upload", (HttpContext http, Upload upload, UploadSource source) => upload.RunAsync(http, source.Base64Async));
        api.MapPost("/file-stream-upload", (HttpContext http, Upload upload, UploadSource source) => upload.RunAsync(http, source.StreamAsync));
        api.MapPost("/file-url-upload", (HttpContext http, Upload upload, UploadSource source) => upload.RunAsync(http, source.UrlAsync));
    }
}
