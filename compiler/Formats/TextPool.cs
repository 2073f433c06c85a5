namespace TinyTotIL.Compiler.Formats;

/// <summary>One string per different short text: programs repeat their names.</summary>
internal sealed class TextPool
{
    private const int LongestPooled = 64;

    private readonly HashSet<string> _texts;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <summary>An empty pool.</summary>
    public TextPool()
    {
        _texts = new HashSet<string>(StringComparer.Ordinal);
        _bySpan = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The string with these characters.</summary>
    /// <param name="text">The characters.</param>
    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestPooled)
        {
            return text.ToString();
        }

        if (!_bySpan.TryGetValue(text, out string? pooled))
        {
            pooled = text.ToString();
            _texts.Add(pooled);
        }

        return pooled;
    }
}
