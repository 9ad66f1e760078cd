using System.Text.Json;
using KieSaaS.Files;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>One way of naming something of a tenant's to an endpoint.</summary>
/// <param name="Endpoint">Method and route, as the manifest has them.</param>
/// <param name="Address">Where to ask; {0} stands for the name.</param>
/// <param name="Own">The name of what the first tenant has.</param>
/// <param name="Unknown">A name of the same form that nobody has.</param>
internal sealed record OtherTenantCase(string Endpoint, string Address, string Own, string Unknown)
{
    /// <summary>The form or JSON that is sent; {0} stands for the name. Null for a question without a body.</summary>
    public string? Body { get; init; }

    /// <summary>The owner's answers differ as well: only then does the case show that there was something to see. False for lists that one tenant fills and both may ask for.</summary>
    public bool OwnerSeesIt { get; init; } = true;

    /// <summary>Asked with a key rather than by a browser.</summary>
    public bool IsProgram => Address.StartsWith("/api/", StringComparison.Ordinal);

    public override string ToString() => $"{Endpoint} {Address} {Body}";
}

/// <summary>Every endpoint that can be given the name of something that belongs to a tenant.</summary>
internal static class OtherTenantCases
{
    /// <summary>Routes whose parameter is not the name of anything of a tenant's, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> NamesNothingOfATenant = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/_error/{Code:int}"] = "a status",
        ["/_mailbox/{id:guid}"] = "Development's mailbox shows all mail to whoever runs it",
        ["/_style/{Area}"] = "an area of the style page",
        ["/models/{Key}"] = "a model, the same for everybody",
        ["/api/v1/models/{**asked}"] = "a model, the same for everybody",
        ["/callbacks/kie/{token}"] = "an attempt's secret, which no tenant is told; ProviderCallbackTests",
        ["/staff/bench/{Id:guid}"] = "staff only; AccessTests",
        ["/staff/catalogue/{Key}"] = "staff only; AccessTests",
        ["/staff/pricing/books/{Book:int}/restore"] = "staff only; AccessTests",
        ["/staff/pricing/drafts/{Id:guid}"] = "staff only; AccessTests",
        ["/staff/pricing/drafts/{Id:guid}/bulk"] = "staff only; AccessTests",
        ["/staff/pricing/drafts/{Id:guid}/import"] = "staff only; AccessTests",
        ["/staff/pricing/drafts/{Id:guid}/prices"] = "staff only; AccessTests",
        ["/staff/pricing/drafts/{id:guid}/prices.csv"] = "staff only; AccessTests",
        ["/staff/pricing/models/{Key}"] = "staff only; AccessTests",
        ["/staff/queue/{Id:guid}"] = "staff only; AccessTests",
        ["/staff/sync/runs/{Id:guid}"] = "staff only; AccessTests",
        ["/staff/sync/{Id:guid}"] = "staff only; AccessTests",
        ["/staff/templates/{Id:guid}"] = "staff only; AccessTests",
        ["/staff/tenants/{Id:guid}"] = "staff only; AccessTests",
        ["/staff/tenants/{Id:guid}/grant"] = "staff only; AccessTests",
        ["/staff/tenants/{Id:guid}/jobs/{Job:guid}/price"] = "staff only; AccessTests",
        ["/{**path:file}"] = "a file of the build",
    };

    public static IReadOnlyList<OtherTenantCase> Of(TenantThings first)
    {
        var (job, unknownJob) = (first.Job, Guid.CreateVersion7().ToString("n"));
        var (order, key, unknown) = (first.Order.ToString(), first.Workspace.KeyId.ToString(), Guid.NewGuid().ToString());
        var token = first.Link[SignedLinks.PathPrefix.Length..];
        var url = "http://127.0.0.1" + SignedLinks.PathPrefix;
        const string Form = "x=y";
        return
        [
            new("GET /app/jobs/{Id}", "/app/jobs/{0}", job, unknownJob),
            new("POST /app/jobs/{Id}", "/app/jobs/{0}", job, unknownJob) { Body = Form, OwnerSeesIt = false },
            new("GET /app/jobs/{Id}/price", "/app/jobs/{0}/price", job, unknownJob),
            new("POST /app/jobs/{Id}/price", "/app/jobs/{0}/price", job, unknownJob) { Body = Form, OwnerSeesIt = false },
            new("GET /app/billing/orders/{Id:guid}", "/app/billing/orders/{0}", order, unknown),
            new("POST /app/billing/orders/{Id:guid}", "/app/billing/orders/{0}", order, unknown) { Body = Form, OwnerSeesIt = false },
            new("GET /app/keys/{Id:guid}/revoke", "/app/keys/{0}/revoke", key, unknown),
            new("GET /app/ledger/{Number:long}", "/app/ledger/{0}", $"{first.LedgerLine}", "987654"),
            new("POST /app/ledger/{Number:long}", "/app/ledger/{0}", $"{first.LedgerLine}", "987654") { Body = Form, OwnerSeesIt = false },
            new("GET /app/statements/{month}.pdf", "/app/statements/{0}.pdf", first.Month, "1999-01"),

            // A link is the permission of whoever holds it whole; what another tenant could make of it is one with its own tenant inside.
            new("GET /files/{token}", "/files/{0}", WithAnotherTenant(token), new string('A', token.Length)) { OwnerSeesIt = false },
            new("HEAD /files/{token}", "/files/{0}", WithAnotherTenant(token), new string('A', token.Length)) { OwnerSeesIt = false },

            new("GET /api/v1/jobs/recordInfo", "/api/v1/jobs/recordInfo?taskId={0}", job, unknownJob),
            new("POST /api/v1/common/download-url", "/api/v1/common/download-url", url + token, url + WithAnotherTenant(token)) { Body = """{"url":{0}}""" },
            new("GET /app/studio", "/app/studio?from={0}", job, unknownJob),
            new("GET /app/jobs", "/app/jobs?before={0}", job, unknownJob) { OwnerSeesIt = false },
            new("GET /app/billing", "/app/billing?before={0}", order, unknown) { OwnerSeesIt = false },
            new("GET /app/ledger", "/app/ledger?before={0}", $"{first.LedgerLine + 1}", "987654") { OwnerSeesIt = false },
            new("GET /app/ledger.csv", "/app/ledger.csv?before={0}", job, unknownJob) { OwnerSeesIt = false },
            new("GET /app/usage", "/app/usage?key={0}", key, unknown) { OwnerSeesIt = false },
            new("GET /app/usage.csv", "/app/usage.csv?key={0}", key, unknown) { OwnerSeesIt = false },
            new("POST /account/workspace", "/account/workspace", first.Workspace.Tenant.ToString(), unknown) { Body = "workspace={0}" },

            // The owner's own answer ends the key, so it comes last.
            new("POST /app/keys/{Id:guid}/revoke", "/app/keys/{0}/revoke", key, unknown) { Body = "_handler=revoke-key" },
        ];
    }

    /// <summary>The body of a case about one name: form fields as they stand, JSON with the name as a text.</summary>
    public static string? BodyOf(OtherTenantCase one, string name) => one.Body?.Replace(
        "{0}", one.IsProgram ? JsonSerializer.Serialize(name) : Uri.EscapeDataString(name), StringComparison.Ordinal);

    // Bytes 10 to 25 of a token are the tenant's; in Base64 that is well inside characters 16 to 30.
    private static string WithAnotherTenant(string token) => token[..20] + (token[20] == 'A' ? 'B' : 'A') + token[21..];
}
