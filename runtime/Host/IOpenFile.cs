namespace TinyTotIL.Runtime.Host;

/// <summary>A file that is open, for reading or for writing.</summary>
/// <remarks>Every failure is a <see cref="HostException"/> with the system's own sentence. It may be disposed while another thread waits in it.</remarks>
public interface IOpenFile : IDisposable
{
    /// <summary>Reads what is there, at least one byte.</summary>
    /// <param name="target">Where to put it.</param>
    /// <returns>How many bytes it is; 0 at the end.</returns>
    int Read(Span<byte> target);

    /// <summary>Writes everything at the end of what has been written.</summary>
    /// <param name="content">What to write.</param>
    void Write(ReadOnlySpan<byte> content);
}
