using KieSaaS.Catalog;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>Every form of the portal.</summary>
/// <param name="Tenant">The member's workspace.</param>
/// <param name="ResetUser">An account with a link to set a new password.</param>
/// <param name="ResetToken">The secret of that link.</param>
/// <param name="DeadWork">Work that waits for a person.</param>
/// <param name="Book">The number of the price book in force.</param>
/// <param name="Restorable">The version of a catalogue entry that was changed.</param>
/// <param name="Templates">A template to edit and one to move, each with its version, and the stamp of a mapping to another model.</param>
/// <param name="Drafts">Open drafts of prices, each for one form that changes it; a book was published since the last was started.</param>
/// <param name="Differences">Open differences to the upstream, each for one form that decides it; the last is a line of the feed without a price row.</param>
internal sealed record FormCases(
    string Tenant, string ResetUser, string ResetToken, string DeadWork, string Book, string Restorable, FormCases.TemplateSet Templates, IReadOnlyList<Guid> Drafts, IReadOnlyList<Guid> Differences)
{
    /// <summary>Posts of the manifest that take no field: the right token is all there is to get wrong.</summary>
    public static readonly string[] WithoutFields = ["/account/sign-out", "/app/billing/refill", "/_clock/advance"];

    /// <summary>Pages whose forms are read by the parts they are made of, where reflection over the page alone does not see them.</summary>
    public static readonly string[] InParts = ["/staff/pricing/drafts/{Id:guid}", "/staff/catalogue/{Key}"];

    /// <summary>The entry of the case that brings a version back.</summary>
    public const string RestorableEntry = "z-image";

    private static readonly string Upstream = PriceRuleKey.OfUpstream("nano-banana", "any").ToString();

    private const string Text = "x", Spaces = "   ", Nul = "a\0b";

    private static readonly string[] NotAnAddress = [Spaces, "nonsense", "a b@forms.test", "a\0@forms.test", $"{new string('a', 300)}@forms.test"];

    /// <summary>How many drafts the cases need.</summary>
    public const int DraftsNeeded = 10;

    public IReadOnlyList<FormCase> All => [.. Account, .. Workspace, .. Pricing, .. Catalogue, .. Sync, .. TemplateForms, .. Bench, .. Staff, .. Preferences];

    /// <summary>What the forms of templates are about.</summary>
    internal sealed record TemplateSet((Guid Id, int Version) Edited, (Guid Id, int Version) Moved, string From, string To, string Stamp);

    private IEnumerable<FormCase> Account =>
    [
        new("/account/sign-up", "/account/sign-up", Sender.Nobody, Fields(("email", "new@forms.test"), ("password", "a good long secret"), ("workspace", "Forms")))
        {
            Bad = [.. Bad("email", [null, .. NotAnAddress]), .. Bad("password", null, "short", "aaaaaaaaaaaa", Long(129)), .. Bad("workspace", null, Spaces, "line\nbreak", Nul, Long(81))],
        },

        // One answer for whatever is wrong, so that nobody learns which addresses have an account.
        new("/account/sign-in", "/account/sign-in", Sender.Nobody, Fields(("email", "nobody@forms.test"), ("password", "a good long secret")))
        {
            Bad = [.. Unnamed("email", [null, .. NotAnAddress]), .. Unnamed("password", null, "short", Long(500))],
            IsTaken = false,
        },
        new("/account/check-mail", "/account/check-mail", Sender.Nobody, Fields(("email", "new@forms.test"))) { Bad = [.. Bad("email", [null, .. NotAnAddress])] },
        new("/account/forgot", "/account/forgot", Sender.Nobody, Fields(("email", "new@forms.test"))) { Bad = [.. Bad("email", [null, .. NotAnAddress])] },

        // A link is good or it is not: which half of it is wrong is nobody's business.
        new("/account/confirm", "/account/confirm", Sender.Nobody, Fields(("user", ResetUser), ("token", "none"), ("password", "a good long secret")))
        {
            Bad =
            [
                .. Unnamed("user", null, "seven", Guid.Empty.ToString()), .. Unnamed("token", null, Text, Nul, Long(5000)),
                .. Unnamed("password", null, "short", Long(500)),
            ],
            IsTaken = false,
        },
        new("/account/reset", "/account/reset", Sender.Nobody, Fields(("user", ResetUser), ("token", ResetToken), ("password", "another good long secret")))
        {
            Bad =
            [
                .. Unnamed("user", null, "seven", Guid.Empty.ToString()), .. Unnamed("token", null, Text, Nul, Long(5000)),
                .. Bad("password", null, "short", "aaaaaaaaaaaa", Long(129)),
            ],
        },
    ];

    private IEnumerable<FormCase> Workspace =>
    [
        new("/account/workspace", "/account/workspace", Sender.Member, Fields(("workspace", Tenant))) { Bad = [.. Unnamed("workspace", null, "seven", Guid.Empty.ToString(), Long(5000))] },
        new("/account/mode", "/account/mode", Sender.Member, Fields(("mode", "live"))) { Bad = [.. Bad("mode", null, "7", "LIVE", Nul, Long(5000))] },
        new("/app/keys/new", "/app/keys/new", Sender.Member, Fields(("Input.Name", "Render farm"), ("Input.Id", Guid.NewGuid().ToString())))
        {
            Handler = "new-key",
            Bad = [.. Bad("Input.Name", null, Spaces, "line\nbreak", Nul, Long(61)), .. Unnamed("Input.Id", null, "seven", Long(5000))],
        },
        new("/app/billing/buy", "/app/billing/buy", Sender.Member, Fields(("pack", "studio"), ("intent", Guid.NewGuid().ToString())))
        {
            Bad = [.. Unnamed("pack", null, "none", Nul, Long(5000)), .. Unnamed("intent", null, "seven", Guid.Empty.ToString())],
            IsTaken = false,
        },
    ];

    private IEnumerable<FormCase> Pricing =>
    [
        new("/staff/pricing/rates", "/staff/pricing/rates", Sender.Staff, Fields(("Form.Currency", "EUR"), ("Form.Rate", "0.92"), ("Form.From", "2026-01-01")))
        {
            Handler = "rate",
            Bad =
            [
                .. Bad("Form.Currency", null, "X", "USD", Long(500)), .. Bad("Form.Rate", null, Text, "0,92", "0", "-1", "1000001", "0.1234567"),
                .. Bad("Form.From", null, "tomorrow", "2026-13-01"),
            ],
        },
        // Takes a choice since there is a rate, the one above.
        new("/app/calculator", "/app/calculator", Sender.Member, Fields(("Form.Currency", "USD"))) { Handler = "currency", Bad = [.. Bad("Form.Currency", null, "XXX", "usd dollar", Nul, Long(500))] },
        new("/staff/pricing/drafts", "/staff/pricing/drafts", Sender.Staff, Fields(("Form.Name", "A new season"))) { Handler = "start", Bad = [.. Bad("Form.Name", null, Spaces, "no", Long(81))] },
        Draft(0, "markup", "Markups", ("Rule", "Platform"), ("Amount", "2.5")) with
        {
            Bad = [.. Named("Markups.Rule", "markup-rule", null, Text), .. Named("Markups.Amount", "markup", Text, "1,5", "-2", "1.2345", Long(500)), .. Unnamed("Markups.Version", "77")],
        },
        Draft(1, "price", "Prices", ("Rule", PriceRuleKey.OfEntry("nano-banana").ToString()), ("Amount", "7.5")) with
        {
            Bad = [.. Named("Prices.Rule", "price-rule", null, Text), .. Named("Prices.Amount", "price", Text, "7,5", Long(500)), .. Unnamed("Prices.Version", "77")],
        },
        Draft(2, "tenant", "Tenants", ("Tenant", Tenant), ("Rule", ""), ("Amount", "1.5"), ("Until", "2030-01-31"), ("Reason", "A large buyer")) with
        {
            Bad =
            [
                .. Named("Tenants.Tenant", "tenant", null, Text, Guid.Empty.ToString()), .. Named("Tenants.Amount", "tenant-markup", Text, "1,5"),
                .. Named("Tenants.Until", "until", null, "for ever"), .. Unnamed("Tenants.Version", "77"),
            ],
        },
        Draft(3, "terms", "Terms", ("Rule", "FaceValue"), ("Amount", "0.02")) with
        {
            Bad = [.. Named("Terms.Rule", "term", null, Text), .. Named("Terms.Amount", "amount", null, Text, "0.0000001"), .. Unnamed("Terms.Version", "77")],
        },

        // Nothing was changed in it: there is nothing to publish.
        Draft(4, "publish", "Form", ("Reason", "A test"), ("At", "")) with { Bad = [.. Named("Form.At", "effective", "soon"), .. Unnamed("Form.Version", "77")], IsTaken = false },
        Draft(DraftsNeeded - 1, "carry", "Form", ("Newest", Book)) with { Bad = [.. Unnamed("Form.Version", "77")] },
        Draft(5, "upstream", "Upstream", ("Rule", Upstream), ("Amount", "4.5")) with
        {
            Bad = [.. Named("Upstream.Rule", "upstream-rule", null, Text), .. Named("Upstream.Amount", "cost", Text, "4,5", "0", "-1", Long(500)), .. Unnamed("Upstream.Version", "77")],
        },
        OnDraft(6, "/prices", "grid", ("Form.Version", "1"), ("was.nano-banana", "|"), ("markup.nano-banana", "2.5"), ("price.nano-banana", "")) with
        {
            Bad =
            [
                .. Named("markup.nano-banana", "markup-nano-banana", Text, "1,5", "0.5", "-2", "1.2345", Long(500)),
                .. Named("price.nano-banana", "price-nano-banana", "7.5"), .. Unnamed("Form.Version", "77"),
            ],
        },
        OnDraft(7, "/bulk", "bulk", ("Form.Version", "1")) with { Address = $"/staff/pricing/drafts/{Drafts[7]}/bulk?act=Set&factor=2.5", Bad = [.. Unnamed("Form.Version", "77")] },

        // A file comes in a form of another kind; StaffGridTests sends some.
        OnDraft(8, "/import", "import", ("Form.Version", "1")) with { Bad = [.. Named("Form.Version", "file", "77")], IsTaken = false },

        // Taken it would publish a book, and the next case would be told that its own has moved on.
        new("/staff/pricing/books/{Book:int}/restore", "/staff/pricing/books/1/restore", Sender.Staff, Fields(("Form.Newest", Book), ("Form.Reason", "A test")))
        {
            Handler = "restore",
            Bad = [.. Bad("Form.Reason", null, Spaces, "no", Long(501)), .. Unnamed("Form.Newest", null, "seven", "999999")],
            IsTaken = false,
        },
    ];

    private IEnumerable<FormCase> Catalogue =>
    [
        Entry("imagen4", "sale", "Sales", ("Sale", "off"), ("Order", "5")) with
        {
            Bad =
            [
                .. Named("Sales.Sale", "sale", "sometimes", Long(500)), .. Named("Sales.Order", "order", Text, "-1", "1.5", "9999999"), .. Reasons("sale", "Sales"), .. Unnamed("Sales.Version", null, "77", "seven"),
            ],
        },
        Entry("imagen4-fast", "words", "Words", ("Name", "Fast"), ("Vendor", "Google"), ("Family", "imagen"), ("Modes", "t2i"), ("Tags", ""), ("DescriptionEn", "Fast."), ("DescriptionRu", "Быстро."), ("Expected", "10"), ("Timeout", "")) with
        {
            Bad =
            [
                .. Named("Words.Name", "name", null, Spaces), .. Named("Words.Vendor", "vendor", null, Spaces), .. Named("Words.Family", "family", null, Spaces),
                .. Named("Words.DescriptionEn", "description-en", null, Spaces), .. Named("Words.DescriptionRu", "description-ru", null, Spaces),
                .. Named("Words.Expected", "expectedSeconds", null, Text, "0", "-1", "99999999"), .. Named("Words.Timeout", "timeoutSeconds", Text, "0", "1.5"),
                .. Reasons("words", "Words"), .. Unnamed("Words.Version", null, "77"),
            ],
        },
        Entry("imagen4-ultra", "prices", "Prices", ("Rows[0].At", "0"), ("Rows[0].When", ""), ("Rows[0].Per", "image"), ("Rows[0].Price", "9.5")) with
        {
            Bad =
            [
                .. Named("Prices.Rows[0].Price", "row-0-price", null, Text, "1,5", "0.0000001", Long(500)), .. Named("Prices.Rows[0].Price", "prices", "0", "-4", "1000001"),
                .. Named("Prices.Rows[0].When", "prices", "nothing=1", "="), .. Named("Prices.Rows[0].Per", "prices", null, "minute"), .. Reasons("prices", "Prices"), .. Unnamed("Prices.Version", null, "77"),
            ],
        },
        Entry("flux-2-flex-image-to-image", "definition", "Definitions", ("Step", "save"), ("Text", Definition("flux-2-flex-image-to-image"))) with
        {
            Bad =
            [
                .. Named("Definitions.Text", "definition", null, Text, "[]", "{}", """{"name":"x"}""", """{"kind":"image","kind":"video"}"""), .. Reasons("definition", "Definitions"),
                .. Unnamed("Definitions.Version", null, "77"),
            ],
        },
        Entry(RestorableEntry, "restore", "Restores", ("Former", "0")) with
        {
            Good = Fields(("Restores.Version", Restorable), ("Restores.Former", "0"), ("Restores.Reason", "A test")),
            Bad = [.. Named("Restores.Former", "former", null, "77", "seven"), .. Reasons("restore", "Restores"), .. Unnamed("Restores.Version", null, "777")],
        },
    ];

    private IEnumerable<FormCase> Sync =>
    [
        new("/staff/sync", "/staff/sync", Sender.Staff, Fields(("Form.Ids", $"{Differences[0]}"), ("Form.Reason", "A test"), ("Form.Step", "reject")))
        {
            Handler = "decide",
            Bad =
            [
                .. Bad("Form.Ids", null, "seven"), .. Unnamed("Form.Ids", Guid.Empty.ToString()),
                .. Bad("Form.Reason", null, Spaces, "no", Long(501)), .. Unnamed("Form.Step", null, "seven"),
            ],
        },
        new("/staff/sync/{Id:guid}", $"/staff/sync/{Differences[1]}", Sender.Staff, Fields(("Form.Reason", "A test"), ("Form.Step", "accept")))
        {
            Handler = "decide",
            Bad = [.. Bad("Form.Reason", null, Spaces, "no", Long(501)), .. Unnamed("Form.Step", null, "seven")],
        },
        new("/staff/sync/{Id:guid}", $"/staff/sync/{Differences[2]}", Sender.Staff, Fields(("Tie.Row", "z-image any"), ("Tie.Reason", "A test")))
        {
            Handler = "tie",
            Bad = [.. Bad("Tie.Row", null, "seven", "z-image none", Nul), .. Bad("Tie.Reason", null, Spaces, "no", Long(501))],
        },
    ];

    private IEnumerable<FormCase> TemplateForms =>
    [
        new("/staff/templates", "/staff/templates", Sender.Staff, Fields(("Act", $"Down:{Templates.Moved.Id}:{Templates.Moved.Version}")))
        {
            Handler = "arrange",
            Bad = [.. Unnamed("Act", null, "seven", $"Up:{Guid.Empty}:1", $"Up:{Templates.Moved.Id}:77", $"9:{Templates.Moved.Id}:1", Long(500))],
        },
        Template("/staff/templates/new", "/staff/templates/new", 0) with { Bad = [.. TemplateFaults, .. Bad("Form.Key", null, "no", "Has Capitals", "product-on-stone", Long(61))] },
        Template("/staff/templates/{Id:guid}", $"/staff/templates/{Templates.Edited.Id}", Templates.Edited.Version) with
        {
            Bad = [.. TemplateFaults, .. Named("Form.Model", "model", "kling-2-6-text-to-video"), .. Unnamed("Form.Version", "77", "seven")],
        },
        new("/staff/templates/remap", "/staff/templates/remap", Sender.Staff, Fields(("Form.Step", "map"), ("Form.From", Templates.From), ("Form.To", Templates.To), ("Form.Stamp", Templates.Stamp)))
        {
            Handler = "remap",
            Bad = [.. Bad("Form.From", null, Text, Long(500)), .. Named("Form.To", "model", null, Text, "nano-banana", Templates.From), .. Unnamed("Form.Stamp", null, Text, Long(500))],
        },
    ];

    private static IEnumerable<FormCase> Bench =>
    [
        new("/staff/bench/new", "/staff/bench/new", Sender.Staff, Fields(
            ("Form.Id", Guid.CreateVersion7().ToString()), ("Form.Mode", "Test"), ("Form.Step", "start"), ("Form.Tests[0].Entry", "nano-banana"), ("Form.Tests[0].Input", "{\"prompt\":\"a red fox\"}")))
        {
            Handler = "run",
            Bad =
            [
                .. Bad("Form.Mode", null, "7", Long(500)), .. Unnamed("Form.Mode", "Live"), .. Unnamed("Form.Id", null, "seven", Guid.Empty.ToString()),
                .. Named("Form.Tests[0].Entry", "input-0", null, Text, Long(500)),
                .. Named("Form.Tests[0].Input", "input-0", null, Spaces, Text, "[]", "{}", "{\"prompt\":\"a\",\"prompt\":\"b\"}", "{\"prompt\":7,\"aspect_ratio\":\"17:3\"}", Nul),
            ],
        },
    ];

    private static IEnumerable<(string Field, string? Value, string Named)> TemplateFaults =>
    [
        .. Bad("Form.TitleEn", null, Spaces, "no", Long(81)), .. Bad("Form.TitleRu", null, Spaces, Long(81)), .. Bad("Form.PromptEn", null, Spaces, Long(4001)), .. Bad("Form.PromptRu", null, Long(4001)),
        .. Bad("Form.Model", null, Text, "elevenlabs-text-to-dialogue-v3"),
        .. Bad("Form.Parameters", "{", "[]", "7", "{\"prompt\":\"a\"}", "{\"no_such\":1}", "{\"aspect_ratio\":\"17:3\"}", "{\"aspect_ratio\":\"1:1\",\"aspect_ratio\":\"1:1\"}"),
    ];

    private IEnumerable<FormCase> Staff =>
    [
        new("/staff/tenants/{Id:guid}/grant", $"/staff/tenants/{Tenant}/grant", Sender.Staff, Fields(("Form.Step", "grant"), ("Form.RequestId", Guid.NewGuid().ToString()), ("Form.Amount", "12.5"), ("Form.Reason", "A gift")))
        {
            Handler = "grant",
            Bad =
            [
                .. Bad("Form.Amount", null, Text, "12,5", "1e3", "0", "-1", "0.0000001", "1000000.1", Long(500)),
                .. Bad("Form.Reason", null, Spaces, "no", Long(201)),
                .. Bad("Form.RequestId", null, "seven", Guid.Empty.ToString()),
            ],
        },
        new("/staff/pricing/models/{Key}", "/staff/pricing/models/nano-banana", Sender.Staff, Fields(("Form.Step", "publish"), ("Form.Book", Book), ("Form.Markup", "2"), ("Form.Reason", "A test"), ("Form.IsSure", "true")))
        {
            Handler = "markup",
            Bad =
            [
                .. Bad("Form.Markup", Text, "1,5", "0.5", "1.2345", "100.001", "-2", Long(500)),
                .. Bad("Form.Reason", null, Spaces, "no", Long(501)),
                .. Bad("Form.Book", null, "seven", "999999", "-1"),
            ],
        },
        new("/staff/queue/{Id:guid}", $"/staff/queue/{DeadWork}", Sender.Staff, Fields(("Reason", "Not needed")))
        {
            Handler = "discard",
            Bad = [.. Bad("Reason", null, Spaces, "no", Long(501))],
        },
        new("/staff/queue", "/staff/queue", Sender.Staff, Fields(("Retry", DeadWork)))
        {
            Handler = "retry",
            Bad = [.. Unnamed("Retry", null, "seven", Guid.Empty.ToString())],
            IsTaken = false,
        },
    ];

    private static IEnumerable<FormCase> Preferences =>
    [
        Preference("language", "ru"),
        Preference("theme", "dark"),
        Preference("rail", "open"),
    ];

    private static FormCase Preference(string name, string good) => new($"/preferences/{name}", $"/preferences/{name}", Sender.Nobody, Fields((name, good), ("returnUrl", "/models")))
    {
        Bad = [.. Bad(name, null, "7", Nul, Long(5000)), .. Bad("returnUrl", "https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", Text)],
        NeedsToken = false,
    };

    // A field is named on its page without the object it is bound to, and an id by what it stands for.
    private static IEnumerable<(string Field, string? Value, string Named)> Bad(string field, params string?[] values)
    {
        var name = field.Split('.')[^1].ToLowerInvariant();
        return values.Select(value => (field, value, name.Length > 2 && name.EndsWith("id", StringComparison.Ordinal) ? name[..^2] : name));
    }

    private static FormCase Template(string pattern, string address, int version) => new(pattern, address, Sender.Staff, Fields(
        ("Form.Version", $"{version}"), ("Form.Key", $"a-test-{Guid.NewGuid():n}"), ("Form.TitleEn", "A test"), ("Form.TitleRu", "Проба"), ("Form.PromptEn", "A red fox"), ("Form.PromptRu", "Рыжая лиса"),
        ("Form.Model", "nano-banana"), ("Form.Parameters", "{\"aspect_ratio\":\"1:1\"}")))
    {
        Handler = "template",
        Bad = [],
    };

    private FormCase Draft(int number, string handler, string prefix, params (string Name, string Value)[] fields) =>
        new("/staff/pricing/drafts/{Id:guid}", $"/staff/pricing/drafts/{Drafts[number]}", Sender.Staff, Fields(
            [($"{prefix}.Version", "1"), ($"{prefix}.Step", handler), .. fields.Select(field => ($"{prefix}.{field.Name}", field.Value))]))
        {
            Handler = handler,
            Bad = [],
        };

    private static FormCase Entry(string key, string handler, string prefix, params (string Name, string Value)[] fields) =>
        new("/staff/catalogue/{Key}", $"/staff/catalogue/{key}", Sender.Staff, Fields([($"{prefix}.Version", "0"), ($"{prefix}.Reason", "A test"), .. fields.Select(field => ($"{prefix}.{field.Name}", field.Value))]))
        {
            Handler = handler,
            Bad = [],
        };

    private static IEnumerable<(string Field, string? Value, string Named)> Reasons(string form, string prefix) => Named($"{prefix}.Reason", $"{form}-reason", null, Spaces, "no", Long(501));

    // The shipped one, but that unknown keys pass.
    private static string Definition(string key)
    {
        var entry = KieSaaS.Catalog.Catalogue.LoadStarter().Find(key)!;
        return $$$"""{"kind":"{{{entry.Kind.ToString().ToLowerInvariant()}}}","offer":"on-sale","api":"jobs","fixed":{},"free":false,"unknownKeys":"pass","schema":{{{entry.Schema.GetRawText()}}},"transformations":[],"bounds":{},"requirements":[],"facts":{}}""";
    }

    private FormCase OnDraft(int number, string page, string handler, params (string Name, string Value)[] fields) =>
        new("/staff/pricing/drafts/{Id:guid}" + page, $"/staff/pricing/drafts/{Drafts[number]}{page}", Sender.Staff, Fields(fields)) { Handler = handler, Bad = [] };

    private static IEnumerable<(string Field, string? Value, string Named)> Named(string field, string named, params string?[] values) => values.Select(value => (field, value, named));

    private static IEnumerable<(string Field, string? Value, string Named)> Unnamed(string field, params string?[] values) => values.Select(value => (field, value, ""));

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    private static string Long(int length) => string.Concat(Enumerable.Repeat("0123456789", (length / 10) + 1))[..length];
}
