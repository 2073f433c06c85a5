using System.Runtime.InteropServices;

namespace TinyTotIL.Cli.Repl;

/// <summary>How the terminal treats keys: as it was when we came, for programs that read, and as .NET wants it, for the line editor.</summary>
/// <remarks>.NET turns lines and echo off with the first key it reads, and leaves them off. It turns them off again before each further one.</remarks>
internal sealed unsafe partial class TerminalMode
{
    /// <summary>More than the structure takes on any system.</summary>
    private const int Room = 256;

    private const int StandardInput = 0;
    private const int AtOnce = 0;

    private readonly byte[] _saved = new byte[Room];
    private readonly bool _isSaved;

    /// <summary>Remembers how the terminal is; to be made before the first key is read.</summary>
    public TerminalMode()
    {
        if (!OperatingSystem.IsWindows())
        {
            fixed (byte* saved = _saved)
            {
                _isSaved = GetAttributes(StandardInput, saved) == 0;
            }
        }
    }

    /// <summary>Makes the terminal as it was.</summary>
    public void Restore()
    {
        if (_isSaved)
        {
            fixed (byte* saved = _saved)
            {
                _ = SetAttributes(StandardInput, AtOnce, saved);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, byte* attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(int descriptor, int when, byte* attributes);
}
