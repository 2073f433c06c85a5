using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>Starts programs of this machine.</summary>
internal sealed class SystemProgramLauncher : IProgramLauncher
{
    /// <summary>Most bytes kept of each stream; a program that writes more is ended.</summary>
    private const int MaximumBytes = SystemFileSystem.MaximumBytes;

    private const int ReaderStackBytes = 256 * 1024;

    /// <summary>X_OK.</summary>
    private const int MayExecute = 1;

    /// <summary>Where programs are looked for when PATH is unset.</summary>
    private const string DefaultPath = "/bin:/usr/bin";

    private readonly Func<string, bool>? _isShown;

    /// <summary>Starts programs that see all variables.</summary>
    public SystemProgramLauncher()
    {
    }

    private SystemProgramLauncher(Func<string, bool> isShown) => _isShown = isShown;

    /// <inheritdoc/>
    public IProgramLauncher Showing(Func<string, bool> isShown) => new SystemProgramLauncher(isShown);

    /// <inheritdoc/>
    public ProgramPlace? Find(string command)
    {
        if (command.Length == 0 || command.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        string[] endings = OperatingSystem.IsWindows() && !Path.HasExtension(command) ? [".exe", ""] : [""];
        foreach (string file in PlacesOf(command).SelectMany(place => endings.Select(ending => place + ending)))
        {
            if (File.Exists(file) && (OperatingSystem.IsWindows() || UnixCalls.Access(file, MayExecute) == 0))
            {
                using var entry = SystemFilePlace.FindEntry(file);
                using var target = SystemFilePlace.Find(file);
                return target.Problem is null && !target.IsThroughProcess ? new ProgramPlace(entry.FullPath, target.FullPath) : null;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public int Run(string command, IReadOnlyList<string> arguments) =>
        OperatingSystem.IsWindows()
            ? RunOnWindows(command, arguments)
            : StartOnUnix(command, arguments, output: -1, error: -1).WaitForExit();

    /// <inheritdoc/>
    public (string Output, string Error, int ExitCode) RunCaptured(string command, IReadOnlyList<string> arguments) =>
        OperatingSystem.IsWindows() ? RunCapturedOnWindows(command, arguments) : RunCapturedOnUnix(command, arguments);

    private (string Output, string Error, int ExitCode) RunCapturedOnUnix(string command, IReadOnlyList<string> arguments)
    {
        using var output = new AnonymousPipeServerStream(PipeDirection.In);
        using var error = new AnonymousPipeServerStream(PipeDirection.In);
        var child = StartOnUnix(
            command,
            arguments,
            (int)output.ClientSafePipeHandle.DangerousGetHandle(),
            (int)error.ClientSafePipeHandle.DangerousGetHandle());

        // The pipes end when the last writer closes them, so this process must not count as one.
        output.DisposeLocalCopyOfClientHandle();
        error.DisposeLocalCopyOfClientHandle();
        var captured = ReadBoth(output, error, child.Kill);
        return captured.Decode(child.WaitForExit());
    }

    private UnixProgram StartOnUnix(string command, IReadOnlyList<string> arguments, int output, int error)
    {
        if (command.Length == 0)
        {
            throw SystemError.Of(SystemError.NoEntry);
        }

        if (command.Contains('\0', StringComparison.Ordinal) || arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            throw new HostException("nul byte found in provided data");
        }

        string[] variables = [.. ShownVariables().Select(variable => $"{variable.Name}={variable.Value}")];
        return UnixProgram.Start(PlacesOf(command), [command, .. arguments], variables, output, error);
    }

    /// <summary>Where a command may be, best place first.</summary>
    private static string[] PlacesOf(string command) =>
        command.Contains('/', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && Path.IsPathRooted(command))
            ? [command]
            : [.. (Environment.GetEnvironmentVariable("PATH") ?? DefaultPath).Split(Path.PathSeparator).Select(folder => folder.Length == 0 ? command : $"{folder}/{command}")];

    private IEnumerable<(string Name, string? Value)> ShownVariables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => ((string)entry.Key, (string?)entry.Value))
            .Where(variable => _isShown?.Invoke(variable.Item1) ?? true);

    private int RunOnWindows(string command, IReadOnlyList<string> arguments)
    {
        using var process = StartOnWindows(command, arguments, captured: false);
        process.WaitForExit();
        return process.ExitCode;
    }

    private (string Output, string Error, int ExitCode) RunCapturedOnWindows(string command, IReadOnlyList<string> arguments)
    {
        using var process = StartOnWindows(command, arguments, captured: true);
        process.StandardInput.Close();
        var captured = ReadBoth(process.StandardOutput.BaseStream, process.StandardError.BaseStream, process.Kill);
        process.WaitForExit();
        return captured.Decode(process.ExitCode);
    }

    private Process StartOnWindows(string command, IReadOnlyList<string> arguments, bool captured)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = captured,
            RedirectStandardOutput = captured,
            RedirectStandardError = captured,
        };
        if (_isShown is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in ShownVariables())
            {
                start.Environment[name] = value;
            }
        }

        try
        {
            return Process.Start(start) ?? throw SystemError.Of(SystemError.NoEntry);
        }
        catch (Win32Exception error)
        {
            throw new HostException(SystemError.Of(error.NativeErrorCode).Message, error);
        }
        catch (InvalidOperationException error)
        {
            throw new HostException(SystemError.Of(SystemError.NoEntry).Message, error);
        }
    }

    /// <summary>Reads two streams at the same time: a program that fills one waits for its reader.</summary>
    private static Captured ReadBoth(Stream output, Stream error, Action kill)
    {
        var errorText = new MemoryStream();
        bool errorFits = true;
        var reader = new Thread(() => errorFits = Copy(error, errorText, kill), ReaderStackBytes) { IsBackground = true };
        reader.UnsafeStart();
        var outputText = new MemoryStream();
        bool outputFits = Copy(output, outputText, kill);
        reader.Join();
        return new Captured(outputText, errorText, outputFits && errorFits);
    }

    private static bool Copy(Stream from, MemoryStream to, Action kill)
    {
        var buffer = new byte[16 * 1024];
        while (from.Read(buffer) is > 0 and var count)
        {
            if (to.Length + count > MaximumBytes)
            {
                kill();
                return false;
            }

            to.Write(buffer, 0, count);
        }

        return true;
    }

    /// <summary>What a program wrote.</summary>
    private sealed record Captured(MemoryStream Output, MemoryStream Error, bool Fits)
    {
        public (string Output, string Error, int ExitCode) Decode(int exitCode) =>
            Fits ? (Text(Output), Text(Error), exitCode) : throw SystemError.Of(SystemError.FileTooLarge);

        private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
