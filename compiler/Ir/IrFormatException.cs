namespace TinyTotIL.Compiler.Ir;

/// <summary>IR text that cannot be read. Only tools and tests read IR text, so it never concerns a user's program.</summary>
internal sealed class IrFormatException : FormatException
{
    /// <summary>Says what is wrong where.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    public IrFormatException(string message, int line, int column)
        : base($"IR text, line {line}, column {column}: {message}") => (Line, Column) = (line, column);

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }
}
