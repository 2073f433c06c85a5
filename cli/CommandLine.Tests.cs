using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TinyTotIL.Cli.Commands;
using TinyTotIL.Cli.Demonstrations;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli;

/// <content>The commands by which TinyTotVM tests itself. Ours check what they say.</content>
internal sealed partial class CommandLine
{
    private const int MostSeconds = 86_400;

    /// <summary>The last second of the year 9999, beyond which dates have no form.</summary>
    private const long LatestClock = 253_402_300_799;

    private readonly Option<bool> _runTests = Flag("--run-tests", "Run three small checks of ttil itself instead of a program");
    private readonly Option<bool> _ownArguments = Flag("--own-arguments", "Show the program FILE and its own arguments only, as a compiled program sees them");
    private readonly Option<long?> _clock = new("--clock")
    {
        HelpName = "SECONDS",
        Description = "Let the program's time of day begin so many seconds after 1970",
        CustomParser = ReadClock,
    };

    private void AddTests()
    {
        Add(TestAll());
        Add(CoffeeShop());
        Add(TestConcurrencyBytecode());
        foreach (string name in CommandNames.Demonstrations)
        {
            Add(Demonstrate(name));
        }
    }

    /// <summary>The options of <c>ttil run</c> that make runs comparable, and that of the unit tests.</summary>
    private void AddTestOptions(DocumentedCommand run)
    {
        run.Options.Add(_ownArguments);
        run.Options.Add(_clock);
        run.Options.Add(_runTests);
    }

    /// <summary>What GET_ARGS shows: the whole command line, or what a compiled program would see.</summary>
    private void SetCommandLine(string[] arguments, IReadOnlyList<string> words, int program)
    {
        if (words.TakeWhile(word => word != OptionScanner.EndOfOptions).Contains(_ownArguments.Name))
        {
            _context.ShowCommandLine(arguments[program..]);
        }
        else
        {
            _context.SetProgramPosition(program);
        }
    }

    private void SetClock(ParseResult result)
    {
        if (result.GetValue(_clock) is { } seconds)
        {
            _context.SetClock(seconds);
        }
    }

    private int RunTests(ParseResult result, UseIrOption engine, ReportOptions reports) =>
        RunTestsCommand.Execute(_context, engine.Selected(result), reports.IsPlain(result));

    private DocumentedCommand TestAll()
    {
        var folder = new Argument<string?>("DIR") { Arity = ArgumentArity.ZeroOrOne };
        var engine = EngineChoice("What runs the programs");
        var plain = ReportOptions.PlainTables();
        var limit = new Option<int?>("--time-limit")
        {
            HelpName = "SECONDS",
            Description = $"How long one program may take; {TestAllCommand.UsualSeconds} if left out",
            CustomParser = ReadSeconds,
        };
        var command = new DocumentedCommand(CommandNames.TestAll, "Runs every program of a folder and says which do what they should.")
        {
            Usage = "ttil test-all [options] [DIR]",
            Remarks =
                """
                DIR is 'examples' if left out: the folder of that name here, or else the examples that come with ttil.
                A program passes when it prints what its comments state ('; expect: text'), with the error and the exit
                code they state; one that states nothing passes when it ends without an error.
                """,
            Examples = ["ttil test-all", "ttil test-all --engine interpreter examples", "ttil test-all --no-table --time-limit 5 mine"],
        };
        command.Arguments.Add(folder);
        command.Options.Add(engine);
        var useIr = new UseIrOption(command, engine);
        command.Options.Add(limit);
        command.Options.Add(plain);
        command.SetAction(result => new TestAllCommand(result.GetValue(folder))
        {
            Engine = useIr.Selected(result),
            Limit = TimeSpan.FromSeconds(result.GetValue(limit) ?? TestAllCommand.UsualSeconds),
            IsPlain = result.GetValue(plain),
        }.Execute(_context));
        return command;
    }

    private DocumentedCommand Demonstrate(string name)
    {
        var demonstration = DemonstrationList.Find(name);
        var engine = EngineChoice("What runs the program");
        var command = new DocumentedCommand(name, $"{char.ToUpperInvariant(demonstration.Subject[0])}{demonstration.Subject[1..]}.")
        {
            IsDemonstration = true,
            Usage = $"ttil {name} [options]",
            Remarks = $"The program is {DemonstrationProgram.Folder}/{demonstration.Program.File}, which 'ttil run' runs too.",
            Examples = [$"ttil {name}", $"ttil {name} --engine interpreter"],
        };
        command.Options.Add(engine);
        var useIr = new UseIrOption(command, engine);
        command.SetAction(result => new DemonstrationCommand(demonstration) { Engine = useIr.Selected(result) }.Execute(_context));
        return command;
    }

    private DocumentedCommand TestConcurrencyBytecode()
    {
        var command = new DocumentedCommand(CommandNames.TestConcurrencyBytecode, "Process instructions in binary form.")
        {
            IsDemonstration = true,
            Usage = $"ttil {CommandNames.TestConcurrencyBytecode}",
            Remarks = "Writes a program as text, compiles it to .ttb, reads that back, compares the instructions, and runs both.",
            Examples = [$"ttil {CommandNames.TestConcurrencyBytecode}"],
        };
        command.SetAction(_ => BytecodeRoundTripCommand.Execute(_context));
        return command;
    }

    private static long? ReadClock(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= LatestClock)
        {
            return seconds;
        }

        result.AddError($"'{DisplayText.Escape(value)}' is not a number of seconds since 1970, which is 0 to {LatestClock}");
        return null;
    }

    private static int? ReadSeconds(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is >= 1 and <= MostSeconds)
        {
            return seconds;
        }

        result.AddError($"'{DisplayText.Escape(value)}' is not a number of seconds, which is 1 to {MostSeconds}");
        return null;
    }
}
