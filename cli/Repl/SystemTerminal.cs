namespace TinyTotIL.Cli.Repl;

/// <summary>The terminal that the process was started from.</summary>
internal sealed class SystemTerminal : ITerminal, IDisposable
{
    /// <summary>Where the terminal does not know.</summary>
    private const int UsualWidth = 80;

    private readonly bool _tookControlC = Console.TreatControlCAsInput;

    /// <summary>Takes the terminal over: Ctrl-C is a key like any other until it is given back.</summary>
    public SystemTerminal() => Console.TreatControlCAsInput = true;

    /// <inheritdoc/>
    public int Width => Console.WindowWidth is > 0 and var width ? width : UsualWidth;

    /// <inheritdoc/>
    public bool IsKeyWaiting => Console.KeyAvailable;

    /// <inheritdoc/>
    public ConsoleKeyInfo? ReadKey()
    {
        try
        {
            return Console.ReadKey(intercept: true);
        }
        catch (InvalidOperationException)
        {
            // The terminal has gone away.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Write(string text)
    {
        Console.Out.Write(text);
        Console.Out.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => Console.TreatControlCAsInput = _tookControlC;
}
