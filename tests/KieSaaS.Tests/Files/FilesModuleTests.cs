using KieSaaS.Files;
using KieSaaS.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KieSaaS.Tests.Files;

public sealed class FilesModuleTests : StoreFolder
{
    private static readonly byte[] MasterKey = new byte[32];

    [Theory]
    [InlineData("Files:Kind=ftp", "Files:Kind")]
    [InlineData("Files:LinkKey=short", "Files:LinkKey")]
    [InlineData("Files:LinkLife=23:00:00", "Files:LinkLife")]
    [InlineData("Files:Kind=s3;Files:S3:Region=eu-central-1", "Bucket")]
    [InlineData("Files:Kind=s3;Files:S3:Bucket=b", "Region")]
    [InlineData("Files:Kind=s3;Files:S3:Bucket=b;Files:S3:ServiceUrl=minio:9000", "ServiceUrl")]
    [InlineData("Files:Kind=s3;Files:S3:Bucket=b;Files:S3:Region=x;Files:S3:AccessKey=a", "SecretKey")]
    public async Task A_wrong_setting_stops_the_start_and_names_the_cure(string settings, string named)
    {
        using var host = Build(settings, MasterKey);
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_key_nothing_starts()
    {
        using var host = Build("", masterKey: null);
        Assert.Contains("Files:LinkKey", (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_master_key_is_refused() => Assert.Throws<ArgumentException>(() => Build("", new byte[31]));

    [Fact]
    public async Task Local_is_the_default_and_works()
    {
        using var host = Build("", MasterKey);
        await host.StartAsync();
        var store = host.Services.GetRequiredService<IFileStore>();
        await store.SaveAsync("a.png", new MemoryStream([1, 2, 3]), "image/png", CancellationToken.None);
        Assert.True(File.Exists(Directory.File("files", "a.png")));
        Assert.StartsWith("/files/", host.Services.GetRequiredService<SignedLinks>().Sign(TenantId.New(), "a.png"), StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("Files:Kind=s3;Files:S3:Bucket=b;Files:S3:ServiceUrl=http://127.0.0.1:9000;Files:S3:PathStyle=true;Files:S3:AccessKey=a;Files:S3:SecretKey=s")]
    [InlineData("Files:Kind=s3;Files:S3:Bucket=b;Files:S3:Region=eu-central-1;Files:S3:AccessKey=a;Files:S3:SecretKey=s")]
    public async Task A_bucket_is_chosen_by_the_settings(string settings)
    {
        using var host = Build(settings, MasterKey);
        await host.StartAsync();
        var store = Assert.IsType<S3FileStore>(host.Services.GetRequiredService<IFileStore>());
        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenAsync("../up", CancellationToken.None));
        await host.StopAsync();
    }

    private IHost Build(string settings, byte[]? masterKey)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => new KeyValuePair<string, string?>(pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..])));
        builder.Services.AddFiles(Directory, masterKey);
        return builder.Build();
    }
}
