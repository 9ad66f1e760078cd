using KieSaaS.Audit;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation.Bench;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieSaaS.Generation;

/// <summary>
/// Runs entries of the catalogue as jobs of the platform's own workspace, through everything that a tenant's job goes through. A live
/// run costs real money: it is started only with the amount that was seen, and refused when it is another one by then.
/// </summary>
public sealed class StartBenchRun
{
    /// <summary>The most tests in one run.</summary>
    public const int MostTests = 100;

    // What failed jobs give back is nobody's: it runs out.
    private static readonly TimeSpan CreditsLast = TimeSpan.FromDays(1);

    private readonly AppDbContext _db;
    private readonly PriceBench _prices;
    private readonly Providers _providers;
    private readonly OpenPlatformWorkspace _open;
    private readonly CreditLedger _ledger;
    private readonly TimeProvider _clock;

    internal StartBenchRun(AppDbContext db, PriceBench prices, Providers providers, OpenPlatformWorkspace open, CreditLedger ledger, TimeProvider clock) =>
        (_db, _prices, _providers, _open, _ledger, _clock) = (db, prices, providers, open, ledger, clock);

    /// <summary>What to run.</summary>
    /// <param name="Id">Made once per form: the same one again is the same run.</param>
    /// <param name="Mode">Test goes to the sandbox and costs nothing; live goes to the provider.</param>
    /// <param name="Tests">At least one, at most <see cref="MostTests"/>.</param>
    public sealed record Command(Guid Id, Mode Mode, IReadOnlyList<BenchInput> Tests)
    {
        /// <summary>The upstream cost that was seen and confirmed; needed in live mode, and exactly.</summary>
        public KieCredits? Confirmed { get; init; }

        /// <summary>True to start although some inputs are refused: they are kept as failed, and the others run.</summary>
        public bool WithRefused { get; init; }

        /// <summary>The run whose failed tests are repeated.</summary>
        public Guid? Former { get; init; }
    }

    /// <summary>The modes that have a provider now.</summary>
    public IReadOnlyList<Mode> Modes => [.. new[] { Mode.Test, Mode.Live }.Where(_providers.Has)];

    /// <summary>What the tests would cost, and which inputs cannot run. Changes nothing.</summary>
    public async Task<Result<BenchReview>> ReviewAsync(Mode mode, IReadOnlyList<BenchInput> tests, CancellationToken ct) =>
        RefusalOf(mode, tests) is { } refusal ? refusal : await _prices.RunAsync(mode, tests, ct);

    /// <summary>Starts the run and returns its identity. Its jobs begin with the workers.</summary>
    public async Task<Result<Guid>> RunAsync(Command command, CancellationToken ct)
    {
        var reviewed = await ReviewAsync(command.Mode, command.Tests, ct);
        if (!reviewed.Succeeded)
        {
            return reviewed.Refusal;
        }

        if (command.Id == Guid.Empty)
        {
            return BenchRefusals.NoRequest;
        }

        if (await _db.Set<BenchRunRow>().AnyAsync(run => run.Id == command.Id, ct))
        {
            return command.Id;
        }

        return RefusalOf(command, reviewed.Value) is { } refusal ? refusal : await BeginAsync(command, reviewed.Value, ct);
    }

    private static Refusal? RefusalOf(Command command, BenchReview review) =>
        review.Refused == review.Lines.Count ? BenchRefusals.NothingRuns
        : review.Refused > 0 && !command.WithRefused ? BenchRefusals.SomeRefused(review.Refused)
        : command.Mode == Mode.Test ? null
        : command.Confirmed is not { } confirmed ? BenchRefusals.NotConfirmed
        : confirmed != review.Cost ? BenchRefusals.CostChanged(confirmed, review.Cost)
        : null;

    private Refusal? RefusalOf(Mode mode, IReadOnlyList<BenchInput> tests) =>
        !_db.Actor.May(Right.TestModels) || _db.Actor.UserId is null ? BenchRefusals.MayNotTest
        : tests.Count == 0 ? BenchRefusals.NothingChosen
        : tests.Count > MostTests ? BenchRefusals.TooMany(MostTests)
        : !_providers.Has(mode) ? BenchRefusals.NoProvider(mode)
        : null;

    private async Task<Result<Guid>> BeginAsync(Command command, BenchReview review, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        try
        {
            await _open.RunAsync(ct);
            await AddAsync(command, review, now, ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same form at the same moment: the other one started it.
            return command.Id;
        }

        // So much and no more: what other runs were given is theirs. What is free needs nothing.
        if (review.Price.IsPositive)
        {
            var kind = command.Mode == Mode.Live ? LotKind.Goodwill : LotKind.Test;
            await _ledger.GrantAsync(new CreditGrant(PlatformWorkspace.Id, command.Mode, kind, review.Price, $"bench:{command.Id:n}", PlatformWorkspace.Name, now + CreditsLast), ct);
        }

        await JobSignal.SendAsync(_db, PlatformWorkspace.Id, ct);
        await transaction.CommitAsync(ct);
        return command.Id;
    }

    private Task AddAsync(Command command, BenchReview review, DateTimeOffset now, CancellationToken ct)
    {
        _db.Add(new BenchRunRow
        {
            Id = command.Id,
            Mode = command.Mode,
            StartedAt = now,
            StartedById = _db.Actor.UserId!.Value,
            StartedBy = _db.Actor.Name,
            FormerId = command.Former,
            Tests = review.Lines.Count,
            KieMicroCredits = review.Cost.Micros,
            Price = review.Price,
        });
        foreach (var (index, line) in review.Lines.Index())
        {
            _db.Add(_prices.RowOf(command.Id, index + 1, line));
            if (line.Refusal is null)
            {
                _db.Enqueue(new RunBenchTest(command.Id, index + 1), now);
            }
        }

        _db.Audit(now, "bench.started", command.Id.ToString(), new
        {
            mode = command.Mode.ToString(),
            tests = review.Lines.Count,
            refused = review.Refused,
            kieCredits = review.Cost.ToString(),
            dollars = review.Dollars.ToString(System.Globalization.CultureInfo.InvariantCulture),
            credits = review.Price.ToString(),
        });
        return _db.SaveChangesAsync(ct);
    }
}
