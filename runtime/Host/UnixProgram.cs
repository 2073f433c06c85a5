using System.Runtime.InteropServices;

namespace TinyTotIL.Runtime.Host;

/// <summary>A program started on Unix by <c>posix_spawn</c>.</summary>
/// <remarks>
/// .NET's own process class is not used there: it reports a program ended by a signal as an exit code that the program
/// could have chosen itself, and the language tells the two apart.
/// </remarks>
internal sealed unsafe class UnixProgram
{
    private const int KillSignal = 9;
    private const int PipeSignal = 13;
    private const short SetDefaultSignals = 4;
    private const int SignalMask = 0x7F;

    private readonly int _pid;

    private UnixProgram(int pid) => _pid = pid;

    /// <summary>Starts the first of some files that exists and may be run.</summary>
    /// <param name="places">Paths of the program, best first.</param>
    /// <param name="arguments">Its arguments, its own name first.</param>
    /// <param name="variables">Its environment, each <c>name=value</c>.</param>
    /// <param name="output">Descriptor for its standard output; -1 for this process's streams.</param>
    /// <param name="error">Descriptor for its standard error, when its output has one; its input is then empty.</param>
    /// <exception cref="HostException">None could be started.</exception>
    public static UnixProgram Start(string[] places, string[] arguments, string[] variables, int output, int error)
    {
        long* fileActions = stackalloc long[UnixCalls.OpaqueWords];
        long* attributes = stackalloc long[UnixCalls.OpaqueWords];
        Check(UnixCalls.FileActionsInit(fileActions));
        Check(UnixCalls.AttributesInit(attributes));
        byte** argumentTexts = Texts(arguments);
        byte** variableTexts = Texts(variables);
        try
        {
            RestoreSignals(attributes);
            if (output >= 0)
            {
                Check(UnixCalls.FileActionsOpen(fileActions, 0, "/dev/null", flags: 0, mode: 0));
                Check(UnixCalls.FileActionsDuplicate(fileActions, output, 1));
                Check(UnixCalls.FileActionsDuplicate(fileActions, error, 2));
            }

            return StartFirst(places, fileActions, attributes, argumentTexts, variableTexts);
        }
        finally
        {
            _ = UnixCalls.FileActionsDestroy(fileActions);
            _ = UnixCalls.AttributesDestroy(attributes);
            Free(argumentTexts);
            Free(variableTexts);
        }
    }

    /// <summary>Waits for the end; returns the exit code, -1 when a signal ended the program.</summary>
    public int WaitForExit()
    {
        int status = 0;
        while (UnixCalls.WaitFor(_pid, &status, options: 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() != SystemError.Interrupted)
            {
                throw SystemError.OfLastCall();
            }
        }

        return (status & SignalMask) == 0 ? (status >> 8) & 0xFF : -1;
    }

    /// <summary>Ends the program at once.</summary>
    public void Kill() => _ = UnixCalls.Kill(_pid, KillSignal);

    private static UnixProgram StartFirst(string[] places, long* fileActions, long* attributes, byte** arguments, byte** variables)
    {
        // As execvp does: a refused file is reported only when no later folder has one that runs.
        int reported = SystemError.NoEntry;
        foreach (string place in places)
        {
            int pid;
            int number = UnixCalls.Spawn(&pid, place, fileActions, attributes, arguments, variables);
            switch (number)
            {
                case 0:
                    return new UnixProgram(pid);

                case SystemError.NoEntry or SystemError.NotDirectory when places.Length > 1:
                    continue;

                case SystemError.AccessDenied:
                    reported = number;
                    continue;

                default:
                    throw SystemError.Of(number);
            }
        }

        throw SystemError.Of(reported);
    }

    /// <summary>.NET ignores the signal of a broken pipe, and a child would inherit that; ordinary programs expect to be ended by it.</summary>
    private static void RestoreSignals(long* attributes)
    {
        long* signals = stackalloc long[UnixCalls.OpaqueWords];
        _ = UnixCalls.SignalsClear(signals);
        _ = UnixCalls.SignalsAdd(signals, PipeSignal);
        Check(UnixCalls.AttributesDefaultSignals(attributes, signals));
        Check(UnixCalls.AttributesFlags(attributes, SetDefaultSignals));
    }

    private static void Check(int number)
    {
        if (number != 0)
        {
            throw SystemError.Of(number);
        }
    }

    /// <summary>A null-terminated array of C strings.</summary>
    private static byte** Texts(string[] texts)
    {
        var array = (byte**)NativeMemory.AllocZeroed((nuint)texts.Length + 1, (nuint)sizeof(byte*));
        for (int i = 0; i < texts.Length; i++)
        {
            array[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        }

        return array;
    }

    private static void Free(byte** texts)
    {
        for (byte** text = texts; *text is not null; text++)
        {
            Marshal.FreeCoTaskMem((nint)(*text));
        }

        NativeMemory.Free(texts);
    }
}
