namespace TinyTotIL.Compiler.Debugging;

/// <summary>Whoever debugs: a terminal, or an editor.</summary>
public interface IDebugFrontEnd
{
    /// <summary>
    /// The program stands still until this returns. It is called on the program's thread; while it has not returned, any one thread at a time may ask the session
    /// what there is to see.
    /// </summary>
    /// <param name="stop">Where and why.</param>
    /// <returns>How to go on.</returns>
    Resumption Stopped(DebugStop stop);

    /// <summary>Something worth a line that stops nothing: a breakpoint that writes a text, a watch that has lost its variable.</summary>
    /// <param name="text">The line.</param>
    void Note(string text);

    /// <summary>A process was started. It is called on the program's thread, and is quick.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="start">Where it begins.</param>
    void ProcessBegan(long process, string start)
    {
        // Who shows no processes while the program runs need not know.
    }

    /// <summary>A process has ended. It is called on the program's thread, and is quick.</summary>
    /// <param name="process">Its number.</param>
    void ProcessEnded(long process)
    {
        // As above.
    }
}
