namespace KieSaaS.Benchmarks.Admissions;

/// <summary>A fast wrong answer is no figure: what was counted outside must be what was committed, to the last micro-credit.</summary>
internal static class AdmissionsProof
{
    /// <summary>Every yes that a client got is a job, and there are no others.</summary>
    public static async Task<bool> AnswersAreJobsAsync(AdmissionsDatabase database, HttpLoad[] phases)
    {
        var (accepted, others) = (phases.Sum(phase => phase.Accepted), phases.Sum(phase => phase.Refused + phase.Errors));
        var jobs = await database.ReadAsync<long>("select count(*) from generation_jobs");
        var holds = accepted == jobs && others == 0;
        Report.Print($"{Verdict(holds)} answers accepted over HTTP {accepted}, jobs {jobs}, other answers and errors {others}");
        return holds;
    }

    /// <summary>What wallets hold is what open holds say is what jobs cost, and each job has one hold and one work item.</summary>
    public static async Task<bool> RunAsync(AdmissionsDatabase database)
    {
        var held = await database.ReadAsync<decimal>("select sum(held) from billing_wallets");
        var open = await database.ReadAsync<decimal>("select sum(amount) from billing_holds where state = 'Open'");
        var prices = await database.ReadAsync<decimal>("select sum(price) from generation_jobs");
        var jobs = await database.ReadAsync<long>("select count(*) from generation_jobs");
        var joined = await database.ReadAsync<long>(
            """
            select count(*) from generation_jobs j join billing_holds h on h.job_id = j.id and h.amount = j.price
            """);
        var items = await database.ReadAsync<long>("select count(*) from work_items where kind = 'generation.submit'");
        var counted = await database.ReadAsync<long>("select sum(running) from generation_counters");
        var holds = held == open && open == prices && jobs == joined && jobs == items && counted == 2 * jobs;
        Report.Print($"{Verdict(holds)} held {held}, open holds {open}, prices {prices} micro-credits; jobs {jobs}, with hold {joined}, with work {items}, counted by tenant and key {counted}");
        return holds;
    }

    private static string Verdict(bool holds) => holds ? "exact: " : "WRONG: ";
}
