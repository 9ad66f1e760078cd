using System.Text;

namespace KieSaaS.Catalog;

/// <summary>A record of a CSV file.</summary>
/// <param name="Line">The line of the file in which it begins, from 1.</param>
/// <param name="Fields">Its fields, without quotes.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);

/// <summary>Reads CSV (RFC 4180) as spreadsheets write it: with commas, semicolons or tabs, with any line ends, with or without a byte order mark.</summary>
internal sealed class CsvText
{
    private readonly List<CsvRecord> _records = [];
    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private readonly string _text;
    private int _line = 1, _begin = 1, _opened;

    private CsvText(string text)
    {
        _text = text.TrimStart('\uFEFF');
        var head = _text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? _text.AsSpan(0, end) : _text.AsSpan();
        Separator = head.Contains(',') ? ',' : head.Contains(';') ? ';' : head.Contains('\t') ? '\t' : ',';
    }

    /// <summary>What parts the fields, by the first line.</summary>
    public char Separator { get; }

    /// <summary>The records that are not empty.</summary>
    public IReadOnlyList<CsvRecord> Records => _records;

    /// <summary>The line in which a quote was opened that is never closed; 0 when there is none.</summary>
    public int OpenQuote => _opened;

    public static CsvText Read(string text)
    {
        var read = new CsvText(text);
        for (var i = 0; i < read._text.Length; i++)
        {
            i = read._opened > 0 ? read.TakeQuoted(i) : read.Take(i);
        }

        read.EndRecord();
        return read;
    }

    private int Take(int at)
    {
        var letter = _text[at];
        if (letter == '"' && _field.Length == 0)
        {
            _opened = _line;
        }
        else if (letter == Separator)
        {
            EndField();
        }
        else if (letter is '\r' or '\n')
        {
            var next = letter == '\r' && Is(at + 1, '\n') ? at + 1 : at;
            _line++;
            EndRecord();
            return next;
        }
        else
        {
            _field.Append(letter);
        }

        return at;
    }

    private int TakeQuoted(int at)
    {
        if (_text[at] != '"')
        {
            _line += _text[at] == '\n' ? 1 : 0;
            _field.Append(_text[at]);
            return at;
        }

        if (Is(at + 1, '"'))
        {
            _field.Append('"');
            return at + 1;
        }

        _opened = 0;
        return at;
    }

    private bool Is(int at, char letter) => at < _text.Length && _text[at] == letter;

    private void EndField()
    {
        _fields.Add(_field.ToString());
        _field.Clear();
    }

    // A spreadsheet writes a blank row as separators alone.
    private void EndRecord()
    {
        EndField();
        if (_fields.Exists(field => field.Length > 0))
        {
            _records.Add(new CsvRecord(_begin, [.. _fields]));
        }

        _fields.Clear();
        _begin = _line;
    }
}
