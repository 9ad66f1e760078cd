using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Files;
using KieSaaS.Mail;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation;

/// <summary>
/// Puts a link to our copy of a measured file in the place of the address that a tenant gave: what was measured is what the provider
/// fetches, whatever lies behind that address meanwhile. The job keeps what the tenant wrote.
/// </summary>
internal sealed class SourceLink(SignedLinks links, IOptions<PublicAddress> address)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The input as it goes out.</summary>
    public string InputOf(Job job)
    {
        if (PriceBasis.Read(job.PriceBasis).Source is not { } source)
        {
            return job.Input;
        }

        var input = JsonNode.Parse(job.Input)!.AsObject();
        var link = JsonValue.Create(address.Value.Of(links.Sign(job.TenantId, source.Path)).AbsoluteUri);
        input[source.Parameter] = input[source.Parameter] is JsonArray ? new JsonArray(link) : link;
        return input.ToJsonString(Plain);
    }
}
