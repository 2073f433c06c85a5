using System.Text;
using TinyTotIL.Cli.Recording;
using TinyTotIL.Cli.Testing;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Writes a program with process instructions, compiles it to its binary form, reads that back, and compares.</summary>
internal static class BytecodeRoundTripCommand
{
    private const string TextFile = "concurrency.ttvm";

    private const string BinaryFile = "concurrency.ttb";

    private const string Expected = "registered_server\n1\n42\n";

    /// <summary>Finds itself by its name, takes turns, and has another process send it an answer.</summary>
    private const string Program =
        """
        REGISTER server
        PRINT
        WHEREIS server
        PRINT
        MAKE_FUNCTION worker
        SPAWN
        POP
        YIELD
        RECEIVE
        PRINT
        HALT
        LABEL worker
        PUSH_INT 42
        SEND 1
        RET

        """;

    private static readonly string[] Instructions = ["REGISTER", "WHEREIS", "YIELD", "SEND", "RECEIVE", "SPAWN"];

    /// <summary>Does it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code: 0 when nothing was lost.</returns>
    public static int Execute(CommandContext context)
    {
        var report = new CheckReport(context, "process instructions in binary form");
        var folder = Directory.CreateTempSubdirectory("ttil-test-");
        try
        {
            string text = Path.Combine(folder.FullName, TextFile), binary = Path.Combine(folder.FullName, BinaryFile);
            File.WriteAllText(text, Program);
            report.Begin(TextFile);
            var source = new FileModuleSource(context.Host.Files, AppContext.BaseDirectory);
            var written = Compilation.Load(text, source).Program;
            report.Check("the program is read", written is null ? "it is refused" : null);
            if (written is not null)
            {
                File.WriteAllBytes(binary, Compilation.WriteBinary(written));
                var reloaded = Compilation.Load(binary, source).Program;
                report.Begin(BinaryFile);
                report.Check("the binary form is read back", reloaded is null ? "it is refused" : null);
                if (reloaded is not null)
                {
                    Compare(report, written, reloaded, context);
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return report.End("All concurrency bytecode compilation tests passed!");
    }

    private static void Compare(CheckReport report, LoadedProgram written, LoadedProgram reloaded, CommandContext context)
    {
        string[] before = Lines(written), after = Lines(reloaded);
        foreach (string name in Instructions)
        {
            string[] these = [.. before.Where(line => NameOf(line) == name)], those = [.. after.Where(line => NameOf(line) == name)];
            report.Check(
                $"{name} survives",
                these.Length == 0 ? "the program has none" : these.SequenceEqual(those) ? null : $"'{string.Join(", ", these)}' has become '{string.Join(", ", those)}'");
        }

        report.Check("all other instructions are the same too", before.SequenceEqual(after) ? null : "they are not");
        report.Check("the text runs as it should", Problem(written, Engine.Compiled, context));
        report.Check("the binary form does the same, compiled", Problem(reloaded, Engine.Compiled, context));
        report.Check("the binary form does the same, interpreted", Problem(reloaded, Engine.Interpreter, context));
    }

    private static string[] Lines(LoadedProgram program) => [.. (Compilation.WriteText(program).Text ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static string NameOf(string line) => line.Split(' ')[0];

    private static string? Problem(LoadedProgram program, Engine engine, CommandContext context)
    {
        var console = new RecordingConsole();
        int code = ProgramHost.Run(CommandContext.ImageOf(program, engine, options: null), context.Host with { Console = console });
        return code == ExitCodes.Success && console.Output == Expected
            ? null
            : $"it ended with exit code {code} and printed '{new StringBuilder(console.Output).AppendJoin(' ', console.ErrorLines)}'";
    }
}
