using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Observation;

/// <summary>The console of a program beside which a live table is shown: the table gives way to what is printed and typed.</summary>
/// <param name="console">The console.</param>
/// <param name="region">The table.</param>
/// <param name="gate">Guards both.</param>
/// <param name="isOutputShown">Whether standard output goes to a terminal too.</param>
internal sealed class ObservedConsole(IConsole console, LiveRegion region, Lock gate, bool isOutputShown) : IConsole
{
    private int _readers;

    /// <summary>Whether the program waits for input; what is typed must not be painted over. To be asked under the lock.</summary>
    public bool IsReading => _readers > 0;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text)
    {
        if (!isOutputShown)
        {
            console.Write(text);
            return;
        }

        lock (gate)
        {
            region.Erase();
            console.Write(text);
            console.Flush();
            region.Follow(text);
        }
    }

    /// <inheritdoc/>
    public void Flush() => console.Flush();

    /// <inheritdoc/>
    public void WriteErrorLine(string line)
    {
        lock (gate)
        {
            region.Erase();
            console.WriteErrorLine(line);
            region.Follow("\n");
        }
    }

    /// <inheritdoc/>
    public string ReadLine(Func<bool>? isWanted = null) => Read(() => console.ReadLine(isWanted));

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null) => Read(() => console.ReadByte(isWanted));

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null) => Read(() => console.ReadToEnd(isWanted));

    private T Read<T>(Func<T> read)
    {
        lock (gate)
        {
            _readers++;
            region.Erase();
        }

        try
        {
            return read();
        }
        finally
        {
            lock (gate)
            {
                _readers--;
                region.Follow("\n");
            }
        }
    }
}
