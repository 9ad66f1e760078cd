using System.Globalization;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// Reads a file of prices into the edits that make a draft say the same. A line that is left out changes nothing. Whatever is wrong is
/// told with its line and column, all of it at once.
/// </summary>
internal sealed class PriceFileReader(Catalogue catalogue, PriceRuleCheck check, PriceRules rules, DateOnly today)
{
    private readonly List<PriceFileFault> _faults = [];
    private readonly List<PriceRuleEdit> _edits = [];
    private readonly Dictionary<PriceFileLine, IReadOnlyDictionary<string, string>> _now = new PriceFileWriter(catalogue).Lines(rules).ToDictionary(one => one.Line, one => one.Cells);
    private readonly HashSet<PriceFileLine> _seen = [];
    private string[] _columns = [];
    private bool _hasDecimalCommas;

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<PriceFileFault> Faults => _faults;

    /// <summary>What differs from the draft; worth nothing where there is a fault.</summary>
    public IReadOnlyList<PriceRuleEdit> Edits => _edits;

    public void Read(string text)
    {
        var csv = CsvText.Read(text);
        if (csv.OpenQuote > 0)
        {
            Fault(csv.OpenQuote, "", "file-quote-open");
        }
        else if (csv.Records.Count < 2)
        {
            Fault(0, "", "file-empty");
        }
        else if (ReadHead(csv.Records[0]))
        {
            // Where a semicolon parts the cells a comma parts the decimals: so spreadsheets write in half of Europe.
            _hasDecimalCommas = csv.Separator != ',';
            foreach (var record in csv.Records.Skip(1).TakeWhile(_ => !_faults.Exists(fault => fault.Code == "file-basis")))
            {
                ReadRecord(record);
            }
        }
    }

    private bool ReadHead(CsvRecord head)
    {
        _columns = [.. head.Fields.Select(field => field.Trim().ToLowerInvariant())];
        foreach (var column in _columns.Except(PriceFileLine.Columns, StringComparer.Ordinal))
        {
            Fault(head.Line, column, "file-column-unknown");
        }

        foreach (var column in PriceFileLine.Needed.Except(_columns, StringComparer.Ordinal))
        {
            Fault(head.Line, column, "file-column-missing");
        }

        foreach (var twice in _columns.GroupBy(column => column, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            Fault(head.Line, twice.Key, "file-column-twice");
        }

        return _faults.Count == 0;
    }

    private void ReadRecord(CsvRecord record)
    {
        if (record.Fields.Count != _columns.Length)
        {
            Fault(record.Line, "", "file-cells", record.Fields.Count.ToString(CultureInfo.InvariantCulture));
            return;
        }

        var cells = _columns.Zip(record.Fields).ToDictionary(cell => cell.First, cell => CsvField.Plain(cell.Second.Trim()), StringComparer.Ordinal);
        var line = new PriceFileLine(cells["model"], cells["row"]);
        if (!_now.TryGetValue(line, out var now))
        {
            var isModel = _now.ContainsKey(line with { Row = "" });
            Fault(record.Line, isModel ? "row" : "model", isModel ? "file-unknown-row" : "file-unknown-model", isModel ? line.Row : line.Entry);
        }
        else if (!_seen.Add(line))
        {
            Fault(record.Line, "row", "file-line-twice", $"{line.Entry} {line.Row}".TrimEnd());
        }
        else if (cells["basis"] != PriceFileWriter.BasisOf(rules))
        {
            Fault(record.Line, "basis", "file-basis", cells["basis"]);
        }
        else
        {
            ReadValues(record.Line, line, cells, now);
        }
    }

    private void ReadValues(int number, PriceFileLine line, Dictionary<string, string> cells, IReadOnlyDictionary<string, string> now)
    {
        foreach (var column in PriceFileLine.WorkedOut.Where(cells.ContainsKey).Where(column => !IsSame(cells[column], now.GetValueOrDefault(column, ""))))
        {
            Fault(number, column, "file-worked-out", cells[column]);
        }

        foreach (var elsewhere in (line.IsModel ? ["upstream_cost"] : (string[])["markup"]).Where(column => cells[column].Length > 0))
        {
            Fault(number, elsewhere, line.IsModel ? "file-on-rows" : "file-on-models", cells[elsewhere]);
        }

        if (line.IsModel)
        {
            ReadModel(number, line, cells);
        }
        else
        {
            ReadRow(number, line, cells);
        }
    }

    private void ReadModel(int number, PriceFileLine line, Dictionary<string, string> cells)
    {
        var rule = PriceRuleKey.OfEntry(line.Entry);
        if (cells["markup"].Length > 0 && cells["fixed_price"].Length > 0)
        {
            Fault(number, "fixed_price", "file-both", cells["fixed_price"]);
        }
        else if (cells["markup"].Length > 0)
        {
            Add(number, "markup", rule, Markup.TryParse(Point(cells["markup"]).TrimStart('x'), out var markup) ? PriceRuleValue.Of(markup) : null, cells["markup"]);
        }
        else
        {
            AddPrice(number, rule, cells);
        }
    }

    private void ReadRow(int number, PriceFileLine line, Dictionary<string, string> cells)
    {
        AddPrice(number, PriceRuleKey.OfRow(line.Entry, line.Row), cells);
        var row = catalogue.Find(line.Entry)!.Prices.First(price => price.Id == line.Row);
        var rule = PriceRuleKey.OfUpstream(line.Entry, line.Row);
        if (!KieCredits.TryParse(Point(cells["upstream_cost"]), out var cost))
        {
            Fault(number, "upstream_cost", "file-not-a-number", cells["upstream_cost"]);
        }
        else if (cost != (rules.Find(rule)?.Cost ?? row.Price))
        {
            // What the catalogue came with needs no rule.
            Add(number, "upstream_cost", rule, cost == row.Price ? null : PriceRuleValue.Of(cost), "");
        }
    }

    private void AddPrice(int number, PriceRuleKey rule, Dictionary<string, string> cells)
    {
        var text = cells["fixed_price"];
        Add(number, "fixed_price", rule, Credits.TryParse(Point(text), out var price) ? PriceRuleValue.Of(price) : null, text);
    }

    private void Add(int number, string column, PriceRuleKey rule, PriceRuleValue? value, string text)
    {
        if (value is null && text.Length > 0)
        {
            Fault(number, column, "file-not-a-number", text);
        }
        else if (rules.Find(rule) != value)
        {
            if (check.Of(rule, value, today) is { } wrong)
            {
                Fault(number, column, wrong.Code, text);
            }

            _edits.Add(new PriceRuleEdit(rule, value));
        }
    }

    private bool IsSame(string given, string now) => given == now
        || (decimal.TryParse(Point(given), NumberStyles.Number, CultureInfo.InvariantCulture, out var one) && decimal.TryParse(now, NumberStyles.Number, CultureInfo.InvariantCulture, out var other) && one == other);

    private string Point(string number) => _hasDecimalCommas ? number.Replace(',', '.') : number;

    private void Fault(int line, string column, string code, string value = "") => _faults.Add(new PriceFileFault(line, column, code, value));
}
