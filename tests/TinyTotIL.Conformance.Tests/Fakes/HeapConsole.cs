using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>Notes how much memory is held each time the program prints.</summary>
internal sealed class HeapConsole : IConsole
{
    private readonly List<long> _bytes = [];

    /// <summary>Bytes reachable at each PRINT.</summary>
    public IReadOnlyList<long> Bytes => _bytes;

    public void Write(ReadOnlySpan<char> text)
    {
        if (text is not "\n")
        {
            _bytes.Add(GC.GetTotalMemory(forceFullCollection: true));
        }
    }

    public void Flush()
    {
    }

    public void WriteErrorLine(string line) => throw new InvalidOperationException(line);

    public string ReadLine(Func<bool>? isWanted = null) => "";

    public int ReadByte(Func<bool>? isWanted = null) => -1;

    public string ReadToEnd(Func<bool>? isWanted = null) => "";
}
