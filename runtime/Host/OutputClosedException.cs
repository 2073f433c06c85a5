namespace TinyTotIL.Runtime.Host;

/// <summary>The reader of standard output has gone, as in <c>program | head</c>: the program ends without a word.</summary>
/// <remarks>
/// A .NET exception, not a language error: PRINT cannot fail as programs see it, and a program that prints for ever must
/// still end. Emitted code has no protected regions, so it reaches the program host directly.
/// </remarks>
public sealed class OutputClosedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OutputClosedException()
        : base("Standard output is closed.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public OutputClosedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Where it came from.</param>
    public OutputClosedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
