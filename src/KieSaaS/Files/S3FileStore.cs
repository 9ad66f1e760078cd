using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace KieSaaS.Files;

/// <summary>Files in a bucket of S3 or of a server that speaks its protocol. The content's SHA-256 is kept with each object.</summary>
internal sealed class S3FileStore(IAmazonS3 client, string bucket) : IFileStore
{
    private const string HashName = "sha256";

    /// <summary>Connects as the options say; nothing is sent yet.</summary>
    public static S3FileStore Connect(S3Options options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle,
            // Servers that only speak S3's protocol often know nothing of its newer trailing checksums.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.ServiceUrl is { Length: > 0 } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = options.Region is { Length: > 0 } region ? region : "us-east-1";
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return new S3FileStore(
            options.AccessKey is { Length: > 0 } key ? new AmazonS3Client(new BasicAWSCredentials(key, options.SecretKey), config) : new AmazonS3Client(config),
            options.Bucket!);
    }

    /// <inheritdoc/>
    public async Task<StoredFile> SaveAsync(string path, Stream content, string mediaType, CancellationToken ct)
    {
        StoragePath.Require(path);
        using var incoming = await IncomingFile.ReceiveAsync(Path.GetTempPath(), content, ct);
        if (await DescribeAsync(path, ct) is { } present)
        {
            RefuseOther(present, incoming, path);
        }
        else
        {
            await PutAsync(path, incoming, mediaType, ct);
        }

        return new StoredFile(path, mediaType, incoming.Size, incoming.Sha256);
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string path, CancellationToken ct) =>
        await DescribeAsync(StoragePath.Require(path), ct) is { } present
            ? new RangedStream(present.ContentLength, (from, stop) => ReadAsync(path, from, present.ContentLength, stop))
            : null;

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken ct) => client.DeleteObjectAsync(bucket, StoragePath.Require(path), ct);

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string path, CancellationToken ct) => await DescribeAsync(StoragePath.Require(path), ct) is not null;

    private async Task PutAsync(string path, IncomingFile incoming, string mediaType, CancellationToken ct)
    {
        var request = new PutObjectRequest { BucketName = bucket, Key = path, FilePath = incoming.Location, ContentType = mediaType, IfNoneMatch = "*" };
        request.Metadata.Add(HashName, incoming.Sha256);
        try
        {
            await client.PutObjectAsync(request, ct);
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            // Another node was first; equal content is fine.
            RefuseOther(await DescribeAsync(path, ct) ?? throw new FileConflictException(path), incoming, path);
        }
    }

    private async Task<Stream> ReadAsync(string path, long from, long length, CancellationToken ct)
    {
        var answer = await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = path, ByteRange = new ByteRange(from, length - 1) }, ct);
        return answer.ResponseStream;
    }

    private async Task<GetObjectMetadataResponse?> DescribeAsync(string path, CancellationToken ct)
    {
        try
        {
            return await client.GetObjectMetadataAsync(bucket, path, ct);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static void RefuseOther(GetObjectMetadataResponse present, IncomingFile incoming, string path)
    {
        if (present.Metadata[HashName] != incoming.Sha256)
        {
            throw new FileConflictException(path);
        }
    }
}
