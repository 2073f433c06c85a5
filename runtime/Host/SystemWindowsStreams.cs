#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>The standard streams of this process on Windows.</summary>
internal sealed class SystemWindowsStreams : IStandardStreams
{
    private readonly Stream _input = Console.OpenStandardInput();
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly Stream _error = Console.OpenStandardError();

    /// <inheritdoc/>
    public bool IsOutputTerminal { get; } = !Console.IsOutputRedirected;

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        try
        {
            return _input.Read(buffer);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public void WriteOutput(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _output.Write(bytes);
        }
        catch (IOException error)
        {
            throw new OutputClosedException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    public void WriteError(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _error.Write(bytes);
        }
        catch (IOException)
        {
            // There is nowhere left to say so.
        }
    }
}
