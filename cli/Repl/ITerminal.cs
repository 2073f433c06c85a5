namespace TinyTotIL.Cli.Repl;

/// <summary>The terminal as a line editor needs it: keys one by one, and text with control sequences.</summary>
internal interface ITerminal
{
    /// <summary>Columns of a row; at least 1.</summary>
    int Width { get; }

    /// <summary>Whether a key has been pressed that was not yet read: then text is being pasted.</summary>
    bool IsKeyWaiting { get; }

    /// <summary>Waits for a key; null when there will be no more.</summary>
    ConsoleKeyInfo? ReadKey();

    /// <summary>Writes at the cursor.</summary>
    /// <param name="text">Text and control sequences.</param>
    void Write(string text);
}
