using System.Runtime.InteropServices;

namespace TinyTotIL.Runtime.Host;

/// <summary>The standard streams of this process on Unix: the plain system calls.</summary>
/// <remarks>
/// Loading and initializing .NET's console costs about 4 ms, a tenth of the run of a small program, and its stream hides
/// that the reader of a pipe has gone. A file stream over the handle would keep an offset of its own and overwrite what
/// children write to the same file.
/// </remarks>
internal sealed unsafe class UnixStreams : IStandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;
    private const int GetFlags = 1;
    private const int CloseOnExecute = 1;
    private const short ReadyToRead = 1;
    private const short ReadyToWrite = 4;

    private readonly bool _hasInput = IsInherited(Input);
    private readonly bool _hasOutput = IsInherited(Output);
    private readonly bool _hasError = IsInherited(Error);

    /// <inheritdoc/>
    public bool IsOutputTerminal { get; } = UnixCalls.IsTerminal(Output) == 1;

    /// <inheritdoc/>
    public bool HasInput
    {
        get
        {
            var request = new UnixCalls.PollRequest { Descriptor = Input, Events = ReadyToRead };
            return !_hasInput || UnixCalls.Poll(&request, 1, milliseconds: 0) != 0;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Input that cannot be read, such as a folder, is empty: the readers of a program have no error for it.</remarks>
    public int Read(Span<byte> buffer)
    {
        if (!_hasInput)
        {
            return 0;
        }

        fixed (byte* start = buffer)
        {
            while (true)
            {
                nint count = UnixCalls.Read(Input, start, buffer.Length);
                if (count >= 0)
                {
                    return (int)count;
                }

                if (!CanRetry(Marshal.GetLastPInvokeError(), Input, ReadyToRead))
                {
                    return 0;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void WriteOutput(ReadOnlySpan<byte> bytes)
    {
        switch (_hasOutput ? WriteFully(Output, bytes) : 0)
        {
            case 0:
                return;

            case SystemError.BrokenPipe:
                throw new OutputClosedException();

            case var number:
                throw SystemError.Of(number);
        }
    }

    /// <inheritdoc/>
    public void WriteError(ReadOnlySpan<byte> bytes)
    {
        if (_hasError)
        {
            _ = WriteFully(Error, bytes);
        }
    }

    /// <summary>Whether a descriptor is a stream this process was given.</summary>
    /// <remarks>
    /// In a process started without one, the runtime's own files and pipes take its number, and writing there would be
    /// fatal. Those all close when a program is executed; what was inherited is known by not having done so.
    /// </remarks>
    private static bool IsInherited(int descriptor)
    {
        int flags = UnixCalls.DescriptorFlags(descriptor, GetFlags);
        return flags >= 0 && (flags & CloseOnExecute) == 0;
    }

    private static int WriteFully(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            nint done = 0;
            while (done < bytes.Length)
            {
                nint count = UnixCalls.Write(descriptor, start + done, bytes.Length - done);
                if (count >= 0)
                {
                    done += count;
                    continue;
                }

                int number = Marshal.GetLastPInvokeError();
                if (!CanRetry(number, descriptor, ReadyToWrite))
                {
                    return number;
                }
            }

            return 0;
        }
    }

    /// <summary>Whether a failed call may be repeated; waits where another program made the stream non-blocking.</summary>
    private static bool CanRetry(int number, int descriptor, short readiness)
    {
        if (number == SystemError.WouldBlock)
        {
            var request = new UnixCalls.PollRequest { Descriptor = descriptor, Events = readiness };
            _ = UnixCalls.Poll(&request, 1, milliseconds: -1);
            return true;
        }

        return number == SystemError.Interrupted;
    }
}
