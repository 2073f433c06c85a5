namespace TinyTotIL.Runtime.Host;

/// <summary>The outside world refused: carries the system's sentence, such as <c>AccessKind denied (os error 13)</c>.</summary>
public sealed class HostException : Exception
{
    /// <summary>Creates the exception.</summary>
    public HostException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The system's sentence.</param>
    public HostException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The system's sentence.</param>
    /// <param name="innerException">Where it came from.</param>
    public HostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
