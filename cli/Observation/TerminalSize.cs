using System.Runtime.InteropServices;

namespace TinyTotIL.Cli.Observation;

/// <summary>How many columns and lines a terminal has.</summary>
internal static partial class TerminalSize
{
    private const int StandardError = 2;

    /// <summary>The number of Linux for the question.</summary>
    private const nuint GetWindowSize = 0x5413;

    private const int LeastWidth = 20;

    private const int LeastHeight = 10;

    /// <summary>The size of the terminal that standard error goes to; that of the oldest ones where nobody knows.</summary>
    public static (int Width, int Height) OfStandardError()
    {
        var (width, height) = OperatingSystem.IsLinux() ? Ask() : OfConsole();
        return width > 0 && height > 0 ? (Math.Max(LeastWidth, width), Math.Max(LeastHeight, height)) : (80, 24);
    }

    /// <summary>Asks the system itself: .NET's console would send the terminal settings of its own first.</summary>
    private static (int Width, int Height) Ask() =>
        ControlDevice(StandardError, GetWindowSize, out var size) == 0 ? (size.Columns, size.Rows) : (0, 0);

    private static (int Width, int Height) OfConsole()
    {
        try
        {
            return (Console.WindowWidth, Console.WindowHeight);
        }
        catch (Exception error) when (error is IOException or PlatformNotSupportedException)
        {
            return (0, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int ControlDevice(int file, nuint request, out WindowSize size);

    /// <summary>What the system answers.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
