using System.Security.Cryptography;

namespace TinyTotIL.Compiler.Text;

/// <summary>Where each instruction of a linked program stands in the source.</summary>
internal sealed class SourceMap
{
    private readonly int[] _addresses;
    private readonly SourcePart?[] _parts;
    private readonly Dictionary<string, SourceText> _texts;

    /// <summary>Keeps the places.</summary>
    /// <param name="rows">From each address on, the place, or null where none is known; addresses ascend.</param>
    /// <param name="texts">Those files whose text is known.</param>
    public SourceMap(IReadOnlyCollection<(int Address, SourcePart? Part)> rows, IEnumerable<SourceText> texts)
    {
        _addresses = [.. rows.Select(row => row.Address)];
        _parts = [.. rows.Select(row => row.Part)];
        _texts = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            _texts.TryAdd(text.Name, text);
        }
    }

    /// <summary>Nothing is known.</summary>
    public static SourceMap Empty { get; } = new([], []);

    /// <summary>The place of an instruction; null where none is known.</summary>
    /// <param name="address">Index in the linked program.</param>
    public SourcePart? At(int address)
    {
        int found = Array.BinarySearch(_addresses, address);
        int row = found >= 0 ? found : ~found - 1;
        return row < 0 ? null : _parts[row];
    }

    /// <summary>The SHA-256 hash of a file as it was read; null when it was not.</summary>
    /// <param name="file">The file.</param>
    public byte[]? HashOf(string file) =>
        _texts.TryGetValue(file, out var text) && StrictUtf8.TryEncode(text.Text, out byte[] bytes) ? SHA256.HashData(bytes) : null;
}
