namespace TinyTotIL.Runtime.Host;

/// <summary>The bytes behind a console, unbuffered.</summary>
internal interface IStandardStreams
{
    /// <summary>Whether standard output is a terminal, where someone watches each line.</summary>
    bool IsOutputTerminal { get; }

    /// <summary>Whether reading would not wait; also where nobody can know.</summary>
    bool HasInput => true;

    /// <summary>Waits for input; returns the number of bytes read, 0 at the end.</summary>
    /// <param name="buffer">Where to put them.</param>
    int Read(Span<byte> buffer);

    /// <summary>Writes all bytes to standard output.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="OutputClosedException">Nobody reads the output any more.</exception>
    /// <exception cref="HostException">Any other failure.</exception>
    void WriteOutput(ReadOnlySpan<byte> bytes);

    /// <summary>Writes all bytes to standard error as far as that works; there is nowhere to report a failure.</summary>
    /// <param name="bytes">The bytes.</param>
    void WriteError(ReadOnlySpan<byte> bytes);
}
