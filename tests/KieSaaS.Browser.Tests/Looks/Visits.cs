namespace KieSaaS.Browser.Tests.Looks;

/// <summary>Every page of the portal in the states it can be found in: filled, empty, refused, live and test.</summary>
internal static class Visits
{
    public static IReadOnlyList<Visit> Of(Facts facts) => [.. Public(facts), .. Account(), .. Workspace(facts), .. Money(facts), .. Keys(facts), .. Empty(), .. Staff(facts), .. Queue(facts), .. Pricing(facts), .. Templates(facts), .. Bench(facts)];

    private static IEnumerable<Visit> Public(Facts facts) =>
    [
        Visit.To("/"),
        Visit.To("/", Person.Member),
        Visit.To("/models"),
        new("/models/{Key}", "/models/nano-banana"),
        new("/models/{Key}", "/models/kling-3-0-video"),
        new("/models/{Key}", "/models/infinitalk-from-audio?m.seconds=8.5&n=100", State: "measured"),
        new("/models/{Key}", "/models/sora-2-text-to-video", State: "retired"),
        new("/models/{Key}", "/models/no-such-model", Status: 404),
        Visit.To("/prices"),
        new("/_error/{Code:int}", "/no-such-page", Status: 404),
        new("/_error/{Code:int}", "/staff", Person.Member, Status: 403),
        Visit.To("/_mailbox"),
        new("/_mailbox/{id:guid}", facts.Letter),
        Visit.To("/_style"),
        Visit.To("/_style/live"),
        Visit.To("/_style/account"),
        new("/_style/{Area}", "/_style/tenant"),
        new("/_style/{Area}", "/_style/test"),
        new("/_style/{Area}", "/_style/staff"),
    ];

    private static IEnumerable<Visit> Account() =>
    [
        Visit.To("/account/sign-in"),
        Visit.To("/account/sign-in", state: "refused", act: Acts.SignInInVain),
        Visit.To("/account/sign-up"),
        Visit.To("/account/sign-up", state: "refused", act: Acts.SendMain),
        Visit.To("/account/check-mail"),
        Visit.To("/account/forgot"),
        Visit.To("/account/reset"),
        Visit.To("/account/confirm"),
        Visit.To("/account/confirm", state: "refused", act: Acts.SendMain),
        Visit.To("/account/workspaces", Person.Member),
        Visit.To("/account/workspaces", Person.Staff),
    ];

    private static IEnumerable<Visit> Workspace(Facts facts) =>
    [
        Visit.To("/app", Person.Member),
        Visit.To("/app", Person.Member, "menu open", Acts.OpenAccountMenu),
        Visit.To("/app/studio", Person.Member),
        new("/app/studio", "/app/studio?model=kling-3-0-video", Person.Member),
        new("/app/studio", $"/app/studio?from={facts.Jobs["long"]}", Person.Member),
        new("/app/studio", "/app/studio?model=nano-banana", Person.Member, State: "refused", Act: Acts.GenerateNothing),
        new("/app/studio", "/app/studio?template=product-turns", Person.Member, State: "templates open", Act: Acts.OpenTemplates),
        new("/app/studio", "/app/studio?template=no-such-template", Person.Member),
        new("/app/studio", "/app/studio?model=elevenlabs-audio-isolation", Person.Member, State: "measured", Act: Acts.MeasureSound),
        new("/app/studio", "/app/studio?model=elevenlabs-audio-isolation", Person.Member, State: "not to be measured", Act: Acts.MeasurePicture),
        Visit.To("/app/jobs", Person.Member),
        new("/app/jobs", "/app/jobs?state=failed&kind=music", Person.Member),
        .. facts.Jobs.Select(job => new Visit("/app/jobs/{Id}", $"/app/jobs/{job.Value}", Person.Member, State: job.Key)),
        new("/app/jobs/{Id}", "/app/jobs/unknown", Person.Member, Status: 404),
        new("/app/jobs/{Id}/price", $"/app/jobs/{facts.Jobs["video"]}/price", Person.Member, State: "charged"),
        new("/app/jobs/{Id}/price", $"/app/jobs/{facts.Jobs["failed"]}/price", Person.Member, State: "free"),
        new("/app/jobs/{Id}/price", "/app/jobs/unknown/price", Person.Member, Status: 404),
        Visit.To("/app/calculator", Person.Member),
        new("/app/calculator", "/app/calculator?model=kling-3-0-video", Person.Member),
    ];

    private static IEnumerable<Visit> Money(Facts facts) =>
    [
        Visit.To("/app/usage", Person.Member),
        new("/app/usage", "/app/usage?from=2026-12-01&to=2026-01-01", Person.Member, State: "refused"),
        Visit.To("/app/ledger", Person.Member),
        new("/app/ledger", "/app/ledger?kind=Expiry", Person.Member),
        new("/app/ledger/{Number:long}", "/app/ledger/1", Person.Member),
        new("/app/ledger/{Number:long}", "/app/ledger/4", Person.Member),
        new("/app/ledger/{Number:long}", "/app/ledger/999999", Person.Member, Status: 404),
        Visit.To("/app/statements", Person.Member),
        Visit.To("/app/billing", Person.Member),
        new("/app/billing", "/app/billing?refused=billing.unknown-pack", Person.Member, State: "refused"),
        new("/app/billing/orders/{Id:guid}", facts.PaidOrder, Person.Member, State: "paid"),
        new("/app/billing/orders/{Id:guid}", facts.OpenOrder, Person.Member, State: "open"),
    ];

    private static IEnumerable<Visit> Keys(Facts facts) =>
    [
        Visit.To("/app/keys", Person.Member),
        Visit.To("/app/keys/new", Person.Member),
        Visit.To("/app/keys/new", Person.Member, "refused", Acts.SendMain),
        Visit.To("/app/keys/new", Person.Tester, "created", Acts.CreateKey),
        new("/app/keys/{Id:guid}/revoke", $"/app/keys/{facts.Key}/revoke", Person.Member),
    ];

    private static IEnumerable<Visit> Empty() =>
    [
        Visit.To("/app", Person.Newcomer),
        Visit.To("/app", Person.Tester),
        Visit.To("/app/studio", Person.Tester),
        Visit.To("/app/jobs", Person.Newcomer),
        Visit.To("/app/usage", Person.Newcomer),
        Visit.To("/app/statements", Person.Newcomer),
        Visit.To("/app/billing", Person.Newcomer),
        Visit.To("/app/billing", Person.Tester),
        Visit.To("/app/keys", Person.Newcomer),
    ];

    private static IEnumerable<Visit> Staff(Facts facts) =>
    [
        Visit.To("/staff", Person.Staff),
        Visit.To("/staff/tenants", Person.Staff),
        new("/staff/tenants", "/staff/tenants?search=nobody+has+this+name", Person.Staff),
        new("/staff/tenants/{Id:guid}", $"/staff/tenants/{facts.Tenant}", Person.Staff),
        new("/staff/tenants/{Id:guid}", $"/staff/tenants/{Guid.Empty}", Person.Staff, Status: 404),
        new("/staff/tenants/{Id:guid}/grant", $"/staff/tenants/{facts.Tenant}/grant", Person.Staff),
        new("/staff/tenants/{Id:guid}/grant", $"/staff/tenants/{facts.Tenant}/grant", Person.Staff, State: "refused", Act: Acts.GrantTooLittle),
        new("/staff/tenants/{Id:guid}/grant", $"/staff/tenants/{facts.Tenant}/grant", Person.Staff, State: "review", Act: Acts.ReviewGrant),
        Visit.To("/staff/proof", Person.Staff),
        Visit.To("/staff/audit", Person.Staff),
        new("/staff/audit", "/staff/audit?tenant=wrong&action=none", Person.Staff, State: "refused"),
    ];

    private static IEnumerable<Visit> Queue(Facts facts) =>
    [
        Visit.To("/staff/queue", Person.Staff),
        new("/staff/queue/{Id:guid}", $"/staff/queue/{facts.DeadWork}", Person.Staff),
        new("/staff/queue/{Id:guid}", $"/staff/queue/{Guid.Empty}", Person.Staff, State: "gone"),
    ];

    private static IEnumerable<Visit> Pricing(Facts facts) =>
    [
        Visit.To("/staff/pricing", Person.Staff),
        new("/staff/pricing", "/staff/pricing?search=nobody+has+this+name&own=true", Person.Staff),
        Visit.To("/staff/catalogue", Person.Staff),
        new("/staff/catalogue", "/staff/catalogue?search=nobody+has+this+name&proposed=true", Person.Staff),
        new("/staff/catalogue/{Key}", "/staff/catalogue/nano-banana", Person.Staff),
        new("/staff/catalogue/{Key}", "/staff/catalogue/none", Person.Staff, Status: 404),
        Visit.To("/staff/pricing/books", Person.Staff),
        new("/staff/pricing/books/{Book:int}/restore", "/staff/pricing/books/1/restore", Person.Staff),
        Visit.To("/staff/pricing/drafts", Person.Staff),
        new("/staff/pricing/drafts/{Id:guid}", $"/staff/pricing/drafts/{facts.Draft}", Person.Staff, State: "behind"),
        new("/staff/pricing/drafts/{Id:guid}", $"/staff/pricing/drafts/{facts.Upcoming}?effect=true", Person.Staff, State: "can be published"),
        new("/staff/pricing/drafts/{Id:guid}/prices", $"/staff/pricing/drafts/{facts.Upcoming}/prices?changed=true", Person.Staff, State: "changed"),
        new("/staff/pricing/drafts/{Id:guid}", $"/staff/pricing/drafts/{Guid.Empty}", Person.Staff, Status: 404),
        new("/staff/pricing/drafts/{Id:guid}/prices", $"/staff/pricing/drafts/{facts.Draft}/prices", Person.Staff),
        new("/staff/pricing/drafts/{Id:guid}/prices", $"/staff/pricing/drafts/{facts.Draft}/prices?search=nobody+has+this+name", Person.Staff, State: "none"),
        new("/staff/pricing/drafts/{Id:guid}/prices", $"/staff/pricing/drafts/{facts.Draft}/prices?kind=Music", Person.Staff, State: "refused", Act: Acts.TypeABadMarkup),
        new("/staff/pricing/drafts/{Id:guid}/bulk", $"/staff/pricing/drafts/{facts.Draft}/bulk?kind=Video&act=Set&factor=1.15", Person.Staff),
        new("/staff/pricing/drafts/{Id:guid}/bulk", $"/staff/pricing/drafts/{facts.Draft}/bulk?act=Set&factor=cheap", Person.Staff, State: "refused"),
        new("/staff/pricing/drafts/{Id:guid}/import", $"/staff/pricing/drafts/{facts.Draft}/import", Person.Staff),
        Visit.To("/staff/pricing/rates", Person.Staff),
        Visit.To("/staff/sync", Person.Staff),
        new("/staff/sync", "/staff/sync?search=nobody+has+this+name&unusual=true", Person.Staff),
        new("/staff/sync", "/staff/sync?state=Accepted", Person.Staff, State: "nothing decided"),
        new("/staff/sync/{Id:guid}", $"/staff/sync/{facts.Difference}", Person.Staff),
        new("/staff/sync/{Id:guid}", $"/staff/sync/{facts.LooseLine}", Person.Staff, State: "unlinked"),
        new("/staff/sync/{Id:guid}", $"/staff/sync/{Guid.Empty}", Person.Staff, Status: 404),
        new("/staff/sync/runs/{Id:guid}", $"/staff/sync/runs/{facts.SyncRun}", Person.Staff),
        new("/staff/tenants/{Id:guid}/jobs/{Job:guid}/price", $"/staff/tenants/{facts.Tenant}/jobs/{Guid.Parse(facts.Jobs["video"])}/price", Person.Staff),
        new("/staff/pricing/models/{Key}", "/staff/pricing/models/nano-banana", Person.Staff),
        new("/staff/pricing/models/{Key}", "/staff/pricing/models/nano-banana", Person.Staff, State: "review", Act: Acts.ReviewMarkup),
    ];

    private static IEnumerable<Visit> Templates(Facts facts) =>
    [
        Visit.To("/staff/templates", Person.Staff),
        new("/staff/templates", "/staff/templates?kind=Audio&state=Retired", Person.Staff, State: "empty"),
        new("/staff/templates", "/staff/templates?kind=Audio&changed=2", Person.Staff, State: "mapped"),
        Visit.To("/staff/templates/new", Person.Staff),
        Visit.To("/staff/templates/new", Person.Staff, "refused", Acts.SendEmptyTemplate),
        new("/staff/templates/{Id:guid}", $"/staff/templates/{facts.Template}", Person.Staff),
        new("/staff/templates/{Id:guid}", $"/staff/templates/{Guid.Empty}", Person.Staff, Status: 404),
        Visit.To("/staff/templates/remap", Person.Staff),
        Visit.To("/staff/templates/remap", Person.Staff, "review", Acts.ReviewRemap),
    ];

    private static IEnumerable<Visit> Bench(Facts facts) =>
    [
        Visit.To("/staff/bench", Person.Staff),
        new("/staff/bench", $"/staff/bench?before={Guid.Empty}", Person.Staff, State: "empty"),
        Visit.To("/staff/bench/new", Person.Staff),
        new("/staff/bench/new", "/staff/bench/new?search=nobody+has+this+name", Person.Staff, State: "none"),
        new("/staff/bench/new", "/staff/bench/new?entry=nano-banana&entry=kling-2-6-text-to-video", Person.Staff, State: "inputs"),
        new("/staff/bench/new", $"/staff/bench/new?from={facts.BenchRun}", Person.Staff, State: "refused", Act: Acts.StartBadTests),
        new("/staff/bench/{Id:guid}", $"/staff/bench/{facts.BenchRun}", Person.Staff),
        new("/staff/bench/{Id:guid}", $"/staff/bench/{Guid.Empty}", Person.Staff, Status: 404),
    ];
}
