namespace KieSaaS.Pdf.Fonts;

/// <summary>
/// A sparse table from Unicode code points to values, in blocks of 256 that exist only where something was stored:
/// as quick as an array for the text of a document, without the memory of one.
/// </summary>
internal sealed class CodePointMap<T>
    where T : struct
{
    private const int BlockSize = 256;
    private T[]?[] _blocks = new T[]?[32];

    /// <summary>The stored value, or the default of <typeparamref name="T"/>.</summary>
    public T Find(int codePoint)
    {
        var number = codePoint / BlockSize;
        return number < _blocks.Length && _blocks[number] is { } block ? block[codePoint % BlockSize] : default;
    }

    /// <summary>The place of a code point, made if need be.</summary>
    public ref T At(int codePoint)
    {
        var number = codePoint / BlockSize;
        if (number >= _blocks.Length)
        {
            Array.Resize(ref _blocks, Math.Max(number + 1, _blocks.Length * 2));
        }

        var block = _blocks[number] ??= new T[BlockSize];
        return ref block[codePoint % BlockSize];
    }
}
