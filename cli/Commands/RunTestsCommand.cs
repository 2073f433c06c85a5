using System.Globalization;
using System.Text;
using TinyTotIL.Cli.Recording;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Cli.Commands;

/// <summary>Upstream's three unit tests: small programs that are read, compiled and run as any other.</summary>
internal static class RunTestsCommand
{
    private const string Passed = "PASS";

    private const string Failed = "FAIL";

    private static readonly (string Name, string Program, string Expected)[] Checks =
    [
        ("Basic addition", "PUSH_INT 5\nPUSH_INT 3\nADD\nPRINT\nHALT\n", "8"),
        ("String concat", "PUSH_STR \"Hello \"\nPUSH_STR \"World\"\nCONCAT\nPRINT\nHALT\n", "Hello World"),
        ("Variable store/load", "PUSH_INT 42\nSTORE x\nLOAD x\nPRINT\nHALT\n", "42"),
    ];

    /// <summary>Runs them.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <param name="engine">What runs them.</param>
    /// <param name="isPlain">Whether to show lines in place of a table.</param>
    /// <returns>The exit code: 0 when all have passed.</returns>
    public static int Execute(CommandContext context, Engine engine, bool isPlain)
    {
        var table = new BoxTable("Test", "Expected", "Actual", "Result");
        var lines = new StringBuilder();
        int passed = 0;
        foreach (var (name, program, expected) in Checks)
        {
            string actual = Run(program, context, engine);
            bool isGood = actual == expected;
            string result = isGood ? Passed : Failed;
            passed += isGood ? 1 : 0;
            table.AddRow(isGood ? BoxColour.Good : BoxColour.Bad, name, expected, actual, result);
            lines.Append(CultureInfo.InvariantCulture, $"{name} | expected: {expected} | actual: {actual} | {result}\n");
        }

        bool withColour = TerminalColour.IsWanted(context.Host.Environment, Console.IsOutputRedirected);
        string report = isPlain ? lines.ToString() : table.Render(withColour);
        context.Host.Console.Write(string.Create(CultureInfo.InvariantCulture, $"=== Unit Test Results ===\n{report}Tests passed: {passed}/{Checks.Length}\n"));
        return passed == Checks.Length ? ExitCodes.Success : ExitCodes.Failure;
    }

    /// <summary>What a program prints, or else what it complains of, on one line.</summary>
    private static string Run(string program, CommandContext context, Engine engine)
    {
        var loaded = Compilation.Load("unit-test.ttvm", new SingleModuleSource(Encoding.UTF8.GetBytes(program)));
        if (loaded.Program is null)
        {
            return string.Join(' ', loaded.Diagnostics.Select(found => found.Message));
        }

        var console = new RecordingConsole();
        ProgramHost.Run(CommandContext.ImageOf(loaded.Program, engine, options: null), context.Host with { Console = console });
        return string.Concat(console.Output, string.Join('\n', console.ErrorLines)).TrimEnd('\n').ReplaceLineEndings(" ");
    }
}
