using System.Text;
using KieSaaS.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KieSaaS.Files;

/// <summary>Stored files and the links to them.</summary>
public static class FilesModule
{
    private const int LeastMasterKey = 32;

    /// <summary>Registers the store that <c>Files:Kind</c> names and the signed links.</summary>
    /// <param name="services">The services.</param>
    /// <param name="directory">Local files lie in its folder <c>files</c>.</param>
    /// <param name="masterKey">The installation's master key, at least 32 bytes; the key of links is derived from it unless <c>Files:LinkKey</c> is set.</param>
    public static IServiceCollection AddFiles(this IServiceCollection services, DataDirectory directory, byte[]? masterKey = null)
    {
        if (masterKey is { Length: < LeastMasterKey })
        {
            throw new ArgumentException($"The master key has {masterKey.Length} bytes; it needs at least {LeastMasterKey}.", nameof(masterKey));
        }

        services.AddOptions<FilesOptions>().BindConfiguration(FilesOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FilesOptions>>(new FilesOptionsRules(masterKey is not null));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IFileStore>(provider => Options(provider) is { Kind: "s3" } options
            ? S3FileStore.Connect(options.S3)
            : new LocalFileStore(directory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
        {
            var options = Options(provider);
            var secret = options.LinkKey is { } key ? Encoding.UTF8.GetBytes(key) : masterKey!;
            return new SignedLinks(secret, options.LinkLife, provider.GetRequiredService<TimeProvider>());
        });
        return services;
    }

    private static FilesOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<FilesOptions>>().Value;
}
