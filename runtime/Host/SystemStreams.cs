using System.Runtime.InteropServices;

#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>The standard streams of this process.</summary>
/// <remarks>
/// On Unix they are the plain system calls: loading and initializing .NET's console costs about 4 ms, a tenth of the
/// run of a small program, and its stream hides that the reader of a pipe has gone. A file stream over the handle would
/// keep an offset of its own and overwrite what children write to the same file.
/// </remarks>
internal sealed unsafe class SystemStreams : IStandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;
    private const short ReadyToRead = 1;
    private const short ReadyToWrite = 4;

    /// <inheritdoc/>
    public bool IsOutputTerminal { get; } =
        OperatingSystem.IsWindows() ? !Console.IsOutputRedirected : UnixCalls.IsTerminal(Output) == 1;

    /// <inheritdoc/>
    /// <remarks>Input that cannot be read, such as a closed stream or a folder, is empty: the readers of a program have no error for it.</remarks>
    public int Read(Span<byte> buffer)
    {
        if (OperatingSystem.IsWindows())
        {
            using var stream = Console.OpenStandardInput();
            return stream.Read(buffer);
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
        if (OperatingSystem.IsWindows())
        {
            WriteOnWindows(bytes);
            return;
        }

        switch (WriteFully(Output, bytes))
        {
            // A program started without standard output prints into nothing.
            case 0 or SystemError.BadDescriptor:
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
        if (!OperatingSystem.IsWindows())
        {
            WriteFully(Error, bytes);
            return;
        }

        using var stream = Console.OpenStandardError();
        stream.Write(bytes);
    }

    private static void WriteOnWindows(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var stream = Console.OpenStandardOutput();
            stream.Write(bytes);
        }
        catch (IOException error)
        {
            throw new OutputClosedException(error.Message, error);
        }
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
            UnixCalls.Poll(&request, 1, milliseconds: -1);
            return true;
        }

        return number == SystemError.Interrupted;
    }
}
