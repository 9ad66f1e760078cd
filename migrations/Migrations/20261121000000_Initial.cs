using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace KieSaaS.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    action = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    facts = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "billing_holds",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    captured = table.Column<long>(type: "bigint", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_holds", x => x.job_id);
                    table.CheckConstraint("billing_holds_captured_within_amount", "captured >= 0 and captured <= amount");
                });

            migrationBuilder.CreateTable(
                name: "billing_ledger_transactions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    cause = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    change = table.Column<long>(type: "bigint", nullable: false),
                    balance_after = table.Column<long>(type: "bigint", nullable: false),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_ledger_transactions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "billing_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    intent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pack_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    pack_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    credits = table.Column<long>(type: "bigint", nullable: false),
                    bonus = table.Column<long>(type: "bigint", nullable: false),
                    price_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    buyer_email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    page = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    session_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    payment_page = table.Column<string>(type: "text", nullable: true),
                    fulfilled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    review = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_orders", x => x.id);
                    table.CheckConstraint("billing_orders_real_money_is_live", "mode = 'Live'");
                    table.CheckConstraint("billing_orders_sells_something", "credits > 0 and bonus >= 0 and price_minor > 0");
                });

            migrationBuilder.CreateTable(
                name: "billing_proof_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    took_milliseconds = table.Column<long>(type: "bigint", nullable: false),
                    holds = table.Column<bool>(type: "boolean", nullable: false),
                    findings = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_proof_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "billing_stripe_checkpoints",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    read_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_stripe_checkpoints", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "billing_stripe_events",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    kind = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    session_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: true),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_stripe_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "billing_wallets",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    balance = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<long>(type: "bigint", nullable: false),
                    debt = table.Column<long>(type: "bigint", nullable: false),
                    next_expiry_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_number = table.Column<long>(type: "bigint", nullable: false),
                    last_posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_wallets", x => new { x.tenant_id, x.mode });
                    table.CheckConstraint("billing_wallets_balance_not_negative", "balance >= 0");
                    table.CheckConstraint("billing_wallets_debt_not_negative", "debt >= 0");
                    table.CheckConstraint("billing_wallets_held_within_balance", "held >= 0 and held <= balance");
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);

            migrationBuilder.CreateTable(
                name: "catalog_differences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    entry_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    row_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    cost = table.Column<long>(type: "bigint", nullable: true),
                    new_cost = table.Column<long>(type: "bigint", nullable: true),
                    caution = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_differences", x => x.id);
                    table.CheckConstraint("catalog_differences_cost_positive", "cost > 0 and new_cost > 0");
                    table.CheckConstraint("catalog_differences_decided", "(state = 'Open') = (decided_at is null)");
                });

            migrationBuilder.CreateTable(
                name: "catalog_entries",
                columns: table => new
                {
                    entry_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    presentation = table.Column<string>(type: "text", nullable: true),
                    definition = table.Column<string>(type: "text", nullable: true),
                    added_model = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    restores = table.Column<int>(type: "integer", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_entries", x => new { x.entry_key, x.version });
                    table.CheckConstraint("catalog_entries_changes_something", "presentation is not null or definition is not null");
                    table.CheckConstraint("catalog_entries_version_positive", "version > 0");
                });

            migrationBuilder.CreateTable(
                name: "catalog_entry_releases",
                columns: table => new
                {
                    book_number = table.Column<int>(type: "integer", nullable: false),
                    entry_key = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_entry_releases", x => new { x.book_number, x.entry_key });
                });

            migrationBuilder.CreateTable(
                name: "catalog_exchange_rates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    micros_per_dollar = table.Column<long>(type: "bigint", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    set_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_exchange_rates", x => x.id);
                    table.CheckConstraint("catalog_exchange_rates_positive", "micros_per_dollar > 0");
                });

            migrationBuilder.CreateTable(
                name: "catalog_feed_links",
                columns: table => new
                {
                    description = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    entry_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    row_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    linked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_feed_links", x => x.description);
                    table.CheckConstraint("catalog_feed_links_whole", "(entry_key is null) = (row_id is null)");
                });

            migrationBuilder.CreateTable(
                name: "catalog_price_books",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    effective_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: true),
                    restores = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_price_books", x => x.number);
                    table.CheckConstraint("catalog_price_books_not_backdated", "effective_at >= published_at");
                    table.CheckConstraint("catalog_price_books_number_positive", "number > 0");
                });

            migrationBuilder.CreateTable(
                name: "catalog_price_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    based_on = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_price_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_sources",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    path = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    media_type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    seconds = table.Column<decimal>(type: "numeric", nullable: true),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true),
                    fetched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_sync_faults",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    subject = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    detail = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_sync_faults", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_sync_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    phase = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    read = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    found = table.Column<int>(type: "integer", nullable: false),
                    superseded = table.Column<int>(type: "integer", nullable: false),
                    faults = table.Column<int>(type: "integer", nullable: false),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_running = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_sync_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_templates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    title_en = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    title_ru = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    prompt_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    prompt_ru = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    entry_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    parameters = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "generation_attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    provider = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    callback_token = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    provider_task_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    verify_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    polls = table.Column<int>(type: "integer", nullable: false),
                    ready_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    kie_micro_credits = table.Column<long>(type: "bigint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generation_attempts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "generation_bench_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    former_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tests = table.Column<int>(type: "integer", nullable: false),
                    kie_micro_credits = table.Column<long>(type: "bigint", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generation_bench_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "generation_counters",
                columns: table => new
                {
                    scope_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    running = table.Column<int>(type: "integer", nullable: false),
                    max_running = table.Column<int>(type: "integer", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    spent_today = table.Column<long>(type: "bigint", nullable: false),
                    max_spent_today = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generation_counters", x => new { x.scope_id, x.mode });
                    table.CheckConstraint("generation_counters_running_not_negative", "running >= 0");
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);

            migrationBuilder.CreateTable(
                name: "generation_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    model = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    input = table.Column<string>(type: "text", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    book_number = table.Column<int>(type: "integer", nullable: false),
                    price_basis = table.Column<string>(type: "text", nullable: false),
                    callback_url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    progress = table.Column<int>(type: "integer", nullable: false),
                    fail_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    fail_message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generation_jobs", x => x.id);
                    table.CheckConstraint("generation_jobs_price_not_negative", "price >= 0");
                });

            migrationBuilder.CreateTable(
                name: "generation_price_notices",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    book_number = table.Column<int>(type: "integer", nullable: false),
                    effective_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rises = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generation_price_notices", x => new { x.tenant_id, x.book_number });
                });

            migrationBuilder.CreateTable(
                name: "generation_results",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    index = table.Column<int>(type: "integer", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    path = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    track_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generation_results", x => new { x.job_id, x.index });
                });

            migrationBuilder.CreateTable(
                name: "generation_usage",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    is_delivered = table.Column<bool>(type: "boolean", nullable: false),
                    cost = table.Column<long>(type: "bigint", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    book_number = table.Column<int>(type: "integer", nullable: false),
                    row_id = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    unit_kie_micro_credits = table.Column<long>(type: "bigint", nullable: false),
                    surcharges = table.Column<string>(type: "text", nullable: true),
                    markup_thousandths = table.Column<int>(type: "integer", nullable: false),
                    kie_micro_credits = table.Column<long>(type: "bigint", nullable: false),
                    duration_milliseconds = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generation_usage", x => x.job_id);
                });

            migrationBuilder.CreateTable(
                name: "generation_usage_days",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    entry_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    delivered = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    cost = table.Column<long>(type: "bigint", nullable: false),
                    kie_micro_credits = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generation_usage_days", x => new { x.tenant_id, x.mode, x.day, x.entry_key });
                });

            migrationBuilder.CreateTable(
                name: "identity_api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    prefix = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    last_four = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_tenants",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_tenants", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "identity_users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    pending_workspace = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    user_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    security_stamp = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    phone_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mail_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recipient = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    dead_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_periods",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_periods", x => new { x.kind, x.starts_at });
                });

            migrationBuilder.CreateTable(
                name: "billing_ledger_entries",
                columns: table => new
                {
                    transaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    account = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_ledger_entries", x => new { x.transaction_id, x.line });
                    table.CheckConstraint("billing_ledger_entries_amount_not_zero", "amount <> 0");
                    table.ForeignKey(
                        name: "fk_billing_ledger_entries_billing_ledger_transactions_transact~",
                        column: x => x.transaction_id,
                        principalTable: "billing_ledger_transactions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "billing_lots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    transaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    granted = table.Column<long>(type: "bigint", nullable: false),
                    remainder = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_lots", x => x.id);
                    table.CheckConstraint("billing_lots_remainder_within_grant", "remainder >= 0 and remainder <= granted and granted > 0");
                    table.ForeignKey(
                        name: "fk_billing_lots_billing_ledger_transactions_transaction_id",
                        column: x => x.transaction_id,
                        principalTable: "billing_ledger_transactions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "billing_payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_payments", x => x.id);
                    table.CheckConstraint("billing_payments_amount_not_zero", "amount_minor <> 0");
                    table.ForeignKey(
                        name: "fk_billing_payments_billing_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "billing_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "generation_bench_tests",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    entry_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    input = table.Column<string>(type: "text", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quote_token = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    price = table.Column<long>(type: "bigint", nullable: true),
                    kie_micro_credits = table.Column<long>(type: "bigint", nullable: false),
                    refusal_code = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    refusal = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generation_bench_tests", x => new { x.run_id, x.number });
                    table.ForeignKey(
                        name: "fk_generation_bench_tests_generation_bench_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "generation_bench_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "identity_members",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_members", x => new { x.tenant_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_identity_members_identity_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "identity_tenants",
                        principalColumn: "tenant_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "identity_ended_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_ended_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_identity_ended_sessions_identity_users_user_id",
                        column: x => x.user_id,
                        principalTable: "identity_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_staff",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_staff", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_identity_staff_identity_users_user_id",
                        column: x => x.user_id,
                        principalTable: "identity_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_identity_user_claims_identity_users_user_id",
                        column: x => x.user_id,
                        principalTable: "identity_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_identity_user_logins_identity_users_user_id",
                        column: x => x.user_id,
                        principalTable: "identity_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_identity_user_tokens_identity_users_user_id",
                        column: x => x.user_id,
                        principalTable: "identity_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_id",
                table: "audit_entries",
                columns: new[] { "tenant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_billing_holds_tenant_id_mode",
                table: "billing_holds",
                columns: new[] { "tenant_id", "mode" },
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_billing_ledger_entries_tenant_id_mode_account",
                table: "billing_ledger_entries",
                columns: new[] { "tenant_id", "mode", "account" });

            migrationBuilder.CreateIndex(
                name: "ix_billing_ledger_transactions_tenant_id_mode_cause",
                table: "billing_ledger_transactions",
                columns: new[] { "tenant_id", "mode", "cause" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_billing_ledger_transactions_tenant_id_mode_number",
                table: "billing_ledger_transactions",
                columns: new[] { "tenant_id", "mode", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_billing_ledger_transactions_tenant_id_mode_posted_at",
                table: "billing_ledger_transactions",
                columns: new[] { "tenant_id", "mode", "posted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_billing_lots_tenant_id_mode_expires_at",
                table: "billing_lots",
                columns: new[] { "tenant_id", "mode", "expires_at" },
                filter: "remainder > 0");

            migrationBuilder.CreateIndex(
                name: "ix_billing_lots_transaction_id",
                table: "billing_lots",
                column: "transaction_id");

            migrationBuilder.CreateIndex(
                name: "ix_billing_orders_created_at",
                table: "billing_orders",
                column: "created_at",
                filter: "state in ('Created', 'AwaitingPayment', 'Processing')");

            migrationBuilder.CreateIndex(
                name: "ix_billing_orders_session_id",
                table: "billing_orders",
                column: "session_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_billing_orders_tenant_id_intent_id",
                table: "billing_orders",
                columns: new[] { "tenant_id", "intent_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_billing_payments_order_id",
                table: "billing_payments",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_billing_payments_reference_kind",
                table: "billing_payments",
                columns: new[] { "reference", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_billing_payments_tenant_id_mode_at",
                table: "billing_payments",
                columns: new[] { "tenant_id", "mode", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_billing_stripe_events_received_at",
                table: "billing_stripe_events",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_billing_stripe_events_session_id",
                table: "billing_stripe_events",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_differences_kind_subject",
                table: "catalog_differences",
                columns: new[] { "kind", "subject" },
                unique: true,
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_differences_kind_subject_decided_at",
                table: "catalog_differences",
                columns: new[] { "kind", "subject", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_differences_state_found_at",
                table: "catalog_differences",
                columns: new[] { "state", "found_at" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_entries_added_model",
                table: "catalog_entries",
                column: "added_model",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_exchange_rates_currency_valid_from",
                table: "catalog_exchange_rates",
                columns: new[] { "currency", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_price_books_draft_id",
                table: "catalog_price_books",
                column: "draft_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_sources_expires_at",
                table: "catalog_sources",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_sources_tenant_id_address_hash_fetched_at",
                table: "catalog_sources",
                columns: new[] { "tenant_id", "address_hash", "fetched_at" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_sync_faults_run_id",
                table: "catalog_sync_faults",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_sync_runs_is_running",
                table: "catalog_sync_runs",
                column: "is_running",
                unique: true,
                filter: "is_running");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_templates_key",
                table: "catalog_templates",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_data_protection_keys_created_at",
                table: "data_protection_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_generation_attempts_callback_token",
                table: "generation_attempts",
                column: "callback_token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_generation_attempts_job_id_number",
                table: "generation_attempts",
                columns: new[] { "job_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_generation_bench_runs_started_at",
                table: "generation_bench_runs",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_generation_jobs_tenant_id_mode_id",
                table: "generation_jobs",
                columns: new[] { "tenant_id", "mode", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_generation_price_notices_book_number",
                table: "generation_price_notices",
                column: "book_number");

            migrationBuilder.CreateIndex(
                name: "ix_generation_usage_finished_at",
                table: "generation_usage",
                column: "finished_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "ix_generation_usage_tenant_id_mode_finished_at_job_id",
                table: "generation_usage",
                columns: new[] { "tenant_id", "mode", "finished_at", "job_id" });

            migrationBuilder.CreateIndex(
                name: "ix_generation_usage_days_mode_day",
                table: "generation_usage_days",
                columns: new[] { "mode", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_api_keys_hash",
                table: "identity_api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_api_keys_tenant_id_mode_created_at",
                table: "identity_api_keys",
                columns: new[] { "tenant_id", "mode", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_ended_sessions_ended_at",
                table: "identity_ended_sessions",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_identity_ended_sessions_user_id",
                table: "identity_ended_sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_members_user_id",
                table: "identity_members",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_user_claims_user_id",
                table: "identity_user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_user_logins_user_id",
                table: "identity_user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_users_normalized_email",
                table: "identity_users",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_users_normalized_user_name",
                table: "identity_users",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_items_dead_at",
                table: "work_items",
                column: "dead_at",
                filter: "dead_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_work_items_due_at",
                table: "work_items",
                column: "due_at",
                filter: "dead_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "billing_holds");

            migrationBuilder.DropTable(
                name: "billing_ledger_entries");

            migrationBuilder.DropTable(
                name: "billing_lots");

            migrationBuilder.DropTable(
                name: "billing_payments");

            migrationBuilder.DropTable(
                name: "billing_proof_runs");

            migrationBuilder.DropTable(
                name: "billing_stripe_checkpoints");

            migrationBuilder.DropTable(
                name: "billing_stripe_events");

            migrationBuilder.DropTable(
                name: "billing_wallets");

            migrationBuilder.DropTable(
                name: "catalog_differences");

            migrationBuilder.DropTable(
                name: "catalog_entries");

            migrationBuilder.DropTable(
                name: "catalog_entry_releases");

            migrationBuilder.DropTable(
                name: "catalog_exchange_rates");

            migrationBuilder.DropTable(
                name: "catalog_feed_links");

            migrationBuilder.DropTable(
                name: "catalog_price_books");

            migrationBuilder.DropTable(
                name: "catalog_price_drafts");

            migrationBuilder.DropTable(
                name: "catalog_sources");

            migrationBuilder.DropTable(
                name: "catalog_sync_faults");

            migrationBuilder.DropTable(
                name: "catalog_sync_runs");

            migrationBuilder.DropTable(
                name: "catalog_templates");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "generation_attempts");

            migrationBuilder.DropTable(
                name: "generation_bench_tests");

            migrationBuilder.DropTable(
                name: "generation_counters");

            migrationBuilder.DropTable(
                name: "generation_jobs");

            migrationBuilder.DropTable(
                name: "generation_price_notices");

            migrationBuilder.DropTable(
                name: "generation_results");

            migrationBuilder.DropTable(
                name: "generation_usage");

            migrationBuilder.DropTable(
                name: "generation_usage_days");

            migrationBuilder.DropTable(
                name: "identity_api_keys");

            migrationBuilder.DropTable(
                name: "identity_ended_sessions");

            migrationBuilder.DropTable(
                name: "identity_members");

            migrationBuilder.DropTable(
                name: "identity_staff");

            migrationBuilder.DropTable(
                name: "identity_user_claims");

            migrationBuilder.DropTable(
                name: "identity_user_logins");

            migrationBuilder.DropTable(
                name: "identity_user_tokens");

            migrationBuilder.DropTable(
                name: "mail_messages");

            migrationBuilder.DropTable(
                name: "work_items");

            migrationBuilder.DropTable(
                name: "work_periods");

            migrationBuilder.DropTable(
                name: "billing_ledger_transactions");

            migrationBuilder.DropTable(
                name: "billing_orders");

            migrationBuilder.DropTable(
                name: "generation_bench_runs");

            migrationBuilder.DropTable(
                name: "identity_tenants");

            migrationBuilder.DropTable(
                name: "identity_users");
        }
    }
}
