namespace TinyTotIL.Runtime.Host;

/// <summary>A request that is not one, or asks too much: the client is told so, and the connection ends.</summary>
/// <param name="status">The status code of the answer.</param>
/// <param name="message">What is wrong.</param>
internal sealed class HttpRefusedException(int status, string message) : Exception(message)
{
    /// <summary>The status code of the answer.</summary>
    public int Status => status;
}
