using System.Globalization;
using System.Text;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.StandardLibrary;

/// <summary>An example made into a program that shows whether it is right, and whether anything is left on the stack.</summary>
/// <param name="Text">The program.</param>
/// <param name="Output">What it is to print.</param>
/// <param name="Error">The error that is to end it, or null.</param>
/// <param name="ExitCode">Its exit code.</param>
internal sealed record ExampleProgram(string Text, string Output, string? Error, int ExitCode)
{
    private const string Guard = "nothing else is left";
    private const string Path = "example.ttvm";
    private const string End = "the example ends";

    /// <summary>Makes the program.</summary>
    /// <param name="module">The module.</param>
    /// <param name="example">The example.</param>
    public static ExampleProgram Of(LibraryModule module, LibraryExample example)
    {
        string[] start = [$"PUSH_STR {Guard}", $"IMPORT {module.ImportPath}"];
        return example.Short is { } text ? OfLine(start, ExampleLine.Parse(text)) : OfProgram(start, example.Program);
    }

    /// <summary>Runs it.</summary>
    /// <param name="mode">How.</param>
    public ProgramOutcome Run(ExecutionMode mode)
    {
        using var files = new RootedFileSystem();
        var console = new FakeConsole("first\nsecond\n");
        var environment = new FakeEnvironment([Path, "argument"], [new KeyValuePair<string, string>("HOME", "/home/me")]);
        var host = new HostServices(console, files, new FakeClock(), environment, new FakeProgramLauncher()) { Network = new SystemNetwork(), Databases = new SystemDatabases() };
        var source = new MemoryModuleSource(new Dictionary<string, byte[]> { [Path] = Encoding.UTF8.GetBytes(Text) }, new FolderModuleSource(CaseCatalog.Root));
        return ProgramRunner.Run(Path, source, mode, console, host);
    }

    private static ExampleProgram OfLine(string[] start, ExampleLine line)
    {
        var (code, functions) = ExampleCode.Of(line.Expression);
        IEnumerable<string> body = line.Kind switch
        {
            ExampleKind.Raises => ["TRY", .. code, "CATCH error", "LOAD error", "EXCEPTION_MESSAGE", "PRINT", "END_TRY"],
            ExampleKind.Prints => code,
            _ => [.. code, "PRINT"],
        };
        return new ExampleProgram(Join([.. start, .. body, "PRINT", "HALT", .. functions]), $"{line.Output}{Guard}\n", Error: null, ExitCode: 0);
    }

    private static ExampleProgram OfProgram(string[] start, IReadOnlyList<string> program)
    {
        var output = new StringBuilder();
        string? error = null;
        int? exitCode = null;
        var code = new List<string>(start);
        bool hasEnded = false;
        foreach (string line in program)
        {
            if (Expectation(line) is var (word, text))
            {
                error = word == "raises" ? text : error;
                exitCode = word == "exits" ? int.Parse(text, CultureInfo.InvariantCulture) : exitCode;
                output.Append(word == "prints" ? text + "\n" : "");
            }

            bool ends = !hasEnded && line.Split(';')[0].Trim() == "HALT";
            hasEnded |= ends;
            code.Add(ends ? $"JMP {End}" : line);
        }

        output.Append(error is null && exitCode is null ? Guard + "\n" : "");
        return new ExampleProgram(Join([.. code, $"LABEL {End}", "PRINT"]), output.ToString(), error, exitCode ?? (error is null ? 0 : 1));
    }

    private static (string Word, string Text)? Expectation(string line)
    {
        int comment = line.IndexOf(';', StringComparison.Ordinal);
        string[] words = comment < 0 ? [] : line[(comment + 1)..].Trim().Split(' ', 2);
        return words is [var word, var text] ? (word, text) : null;
    }

    private static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
