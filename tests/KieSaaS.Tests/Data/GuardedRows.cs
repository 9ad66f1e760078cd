namespace KieSaaS.Tests.Data;

/// <summary>One good row of each table whose keys and checks hold a rule.</summary>
internal static class GuardedRows
{
    public const string Tenant = "11111111-1111-1111-1111-111111111111";

    private const string Id = "22222222-2222-2222-2222-222222222222", Now = "2026-01-01T00:00:00Z";

    private const string Owned = $"\"id\":\"{Id}\",\"tenant_id\":\"{Tenant}\",\"mode\":\"Live\"";

    /// <summary>Rows as JSON, by table.</summary>
    public static readonly IReadOnlyDictionary<string, string> Of = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["billing_wallets"] = $$"""{{{Owned}},"balance":8,"held":3,"debt":0,"last_number":1,"last_posted_at":"{{Now}}"}""",
        ["billing_holds"] = $$"""{{{Owned}},"job_id":"{{Id}}","amount":8,"captured":0,"state":"Open","opened_at":"{{Now}}"}""",
        ["billing_lots"] = $$"""{{{Owned}},"kind":"Bonus","transaction_id":"{{Id}}","granted":8,"remainder":8,"created_at":"{{Now}}"}""",
        ["billing_ledger_transactions"] =
            $$"""{{{Owned}},"number":1,"kind":"Grant","cause":"order:1","change":8,"balance_after":8,"posted_at":"{{Now}}","actor":"test","note":""}""",
        ["billing_ledger_entries"] = $$"""{{{Owned}},"transaction_id":"{{Id}}","line":1,"account":"Balance","amount":8}""",
        ["billing_orders"] = $$"""
            {{{Owned}},"intent_id":"{{Id}}","session_id":"cs_1","pack_id":"studio","pack_name":"Studio","credits":8,"bonus":0,"price_minor":100,"currency":"USD",
             "buyer_email":"a@b.example","language":"en","page":"https://a.example","created_at":"{{Now}}","expires_at":"{{Now}}","state":"AwaitingPayment"}
            """,
        ["billing_payments"] = $$"""{{{Owned}},"order_id":"{{Id}}","kind":"Charge","reference":"pi_1","amount_minor":100,"currency":"USD","at":"{{Now}}"}""",
        ["generation_jobs"] = $$"""
            {{{Owned}},"entry_key":"a","model":"a","kind":"Image","input":"{}","price":8,"book_number":1,"price_basis":"{}","state":"Queued","progress":0,"created_at":"{{Now}}"}
            """,
        ["generation_attempts"] = $$"""
            {{{Owned}},"job_id":"{{Id}}","number":1,"provider":"kie","callback_token":"token","state":"Calling","started_at":"{{Now}}","polls":0}
            """,
        ["generation_counters"] = $$"""{{{Owned}},"scope_id":"{{Id}}","running":0,"day":"2026-01-01","spent_today":0}""",
        ["generation_usage_days"] = $$"""{{{Owned}},"day":"2026-01-01","entry_key":"a","delivered":1,"failed":0,"cost":8,"kie_micro_credits":4}""",
        ["catalog_price_books"] = $$"""
            {"number":1,"content":"{}","published_at":"{{Now}}","effective_at":"{{Now}}","published_by":"test","reason":"test","draft_id":"{{Id}}"}
            """,
        ["catalog_entries"] = $$"""
            {"entry_key":"a","version":1,"presentation":"{}","definition":"{}","added_model":"vendor/a","changed_at":"{{Now}}","changed_by":"test","reason":"test"}
            """,
        ["catalog_entry_releases"] = """{"book_number":2,"entry_key":"a","version":1}""",
        ["catalog_differences"] = $$"""
            {"id":"{{Id}}","kind":"PriceChanged","subject":"a","title":"A","cost":8,"new_cost":9,"caution":"None","run_id":"{{Id}}","found_at":"{{Now}}","state":"Open"}
            """,
        ["catalog_feed_links"] = $$"""{"description":"a","entry_key":"a","row_id":"any","linked_at":"{{Now}}","linked_by":"test"}""",
        ["catalog_sync_runs"] = $$"""
            {"id":"{{Id}}","started_at":"{{Now}}","started_by":"test","phase":"Waiting","read":0,"total":0,"found":0,"superseded":0,"faults":0,"moved_at":"{{Now}}","is_running":true}
            """,
        ["catalog_exchange_rates"] = $$"""{"id":"{{Id}}","currency":"EUR","valid_from":"2026-01-01","micros_per_dollar":920000,"set_at":"{{Now}}","set_by":"test"}""",
        ["catalog_templates"] = $$"""
            {"id":"{{Id}}","key":"a","kind":"Image","position":1,"title_en":"a","title_ru":"a","prompt_en":"a","prompt_ru":"a","entry_key":"a","parameters":"{}",
             "version":1,"changed_at":"{{Now}}","changed_by":"test"}
            """,
        ["identity_api_keys"] = $$"""
            {{{Owned}},"name":"a","hash":"\\x00","prefix":"kie_live_","last_four":"abcd","created_at":"{{Now}}","created_by":"test"}
            """,
        ["identity_members"] = $$"""{{{Owned}},"user_id":"{{Id}}","role":"Owner","joined_at":"{{Now}}"}""",
        ["identity_users"] = $$"""
            {"id":"{{Id}}","normalized_email":"A@B.EXAMPLE","normalized_user_name":"A@B.EXAMPLE","language":"en","created_at":"{{Now}}","email_confirmed":false,
             "phone_number_confirmed":false,"two_factor_enabled":false,"lockout_enabled":true,"access_failed_count":0}
            """,
    };
}
