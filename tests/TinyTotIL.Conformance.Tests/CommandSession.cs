using System.Diagnostics;
using System.Text;

namespace TinyTotIL.Conformance.Tests;

/// <summary>A folder of its own in which the built <c>ttil</c> is run as a user runs it; gone at the end of the test.</summary>
internal sealed class CommandSession : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A new folder.</summary>
    public CommandSession() => Folder = Directory.CreateTempSubdirectory("ttil-test-").FullName;

    /// <summary>The folder of the built <c>ttil</c>: it lies beside our own and was built with the same configuration.</summary>
    public static string ToolFolder { get; } = FindTool();

    /// <summary>The folder, which is also the current directory of what is run.</summary>
    public string Folder { get; }

    /// <summary>Names in a folder, in order.</summary>
    /// <param name="folder">The folder, relative to this one.</param>
    public IEnumerable<string?> Names(string folder = "") =>
        Directory.EnumerateFileSystemEntries(PathOf(folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    /// <summary>The full path of a file.</summary>
    /// <param name="name">Its name, relative to this folder.</param>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a text file; folders on the way are made.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="lines">Its lines.</param>
    public void Write(string name, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), string.Concat(lines.Select(line => line + "\n")), Utf8);
    }

    /// <summary>Runs <c>ttil</c>.</summary>
    /// <param name="arguments">Its arguments.</param>
    public CommandOutcome Run(params string[] arguments) => RunTool(ToolFolder, arguments);

    /// <summary>Runs <c>ttil</c> from another folder than the one it was built into.</summary>
    /// <param name="toolFolder">The folder.</param>
    /// <param name="arguments">Its arguments.</param>
    public CommandOutcome RunTool(string toolFolder, params string[] arguments) =>
        RunDotnet(Folder, input: "", environment: [], [Path.Combine(toolFolder, "ttil.dll"), .. arguments]);

    /// <summary>Runs <c>ttil</c> with something to read.</summary>
    /// <param name="input">What standard input holds.</param>
    /// <param name="arguments">Its arguments.</param>
    public CommandOutcome RunWithInput(string input, params string[] arguments) =>
        RunDotnet(Folder, input, environment: [], [Path.Combine(ToolFolder, "ttil.dll"), .. arguments]);

    /// <summary>Runs <c>ttil</c> with variables set.</summary>
    /// <param name="environment">The variables.</param>
    /// <param name="arguments">Its arguments.</param>
    public CommandOutcome RunWith((string Name, string Value)[] environment, params string[] arguments) =>
        RunDotnet(Folder, input: "", environment, [Path.Combine(ToolFolder, "ttil.dll"), .. arguments]);

    /// <summary>Whether ttil was built with machine code, and puts some beside programs.</summary>
    public static bool HasMachineCode => Directory.Exists(Path.Combine(ToolFolder, "plain"));

    /// <summary>Runs <c>dotnet</c>.</summary>
    /// <param name="folder">The current directory.</param>
    /// <param name="input">What standard input holds.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="arguments">The arguments.</param>
    public static CommandOutcome RunDotnet(string folder, string input, (string Name, string Value)[] environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it.
        }

        process.WaitForExit();
        return new CommandOutcome(process.ExitCode, output.Result, error.Result);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindTool()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        string folder = Path.Combine(own.Parent!.Parent!.FullName, "TinyTotIL.Cli", own.Name);
        return File.Exists(Path.Combine(folder, "ttil.dll")) ? folder : throw new FileNotFoundException("ttil is not built.", folder);
    }
}
