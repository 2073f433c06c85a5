using System.Text;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Divides the program's texts between the assembly's string heap, which is small, and a resource.</summary>
internal sealed class TextConstants
{
    /// <summary>A longer text goes into the resource.</summary>
    private const int LongestInHeap = 1 << 14;

    /// <summary>
    /// The string heap is addressed with 24 bits; strings take two bytes a character there. We stop at half of it.
    /// </summary>
    private const int HeapBudget = 1 << 22;

    private readonly Dictionary<string, bool> _isInHeap = [];
    private readonly Dictionary<string, int> _numbers = [];
    private int _used;

    /// <summary>Whether a text has, or now gets, a place in the string heap.</summary>
    /// <param name="text">The text.</param>
    public bool FitsHeap(string text)
    {
        if (text.Length > LongestInHeap)
        {
            return false;
        }

        if (!_isInHeap.TryGetValue(text, out bool fits))
        {
            fits = _used + text.Length + 2 <= HeapBudget;
            _used += fits ? text.Length + 2 : 0;
            _isInHeap.Add(text, fits);
        }

        return fits;
    }

    /// <summary>The number of a text in the resource.</summary>
    /// <param name="text">The text.</param>
    public int NumberOf(string text)
    {
        if (!_numbers.TryGetValue(text, out int number))
        {
            _numbers.Add(text, number = _numbers.Count);
        }

        return number;
    }

    /// <summary>The content of the resource; null when it would be empty.</summary>
    public byte[]? Serialize()
    {
        if (_numbers.Count == 0)
        {
            return null;
        }

        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(_numbers.Count);
        foreach (string text in _numbers.Keys)
        {
            byte[] bytes = Encoding.Unicode.GetBytes(text);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }

        writer.Flush();
        return stream.ToArray();
    }
}
