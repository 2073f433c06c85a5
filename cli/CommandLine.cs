using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;
using TinyTotIL.Cli.Benchmarks;
using TinyTotIL.Cli.Commands;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.BytecodePasses;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli;

/// <summary>The commands and options of ttil, and the way from arguments to an exit code.</summary>
internal sealed partial class CommandLine
{
    /// <summary>File names are taken as they are, those that begin with @ included.</summary>
    private static readonly ParserConfiguration Literally = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    private const int MostRounds = 1000;

    private readonly CommandContext _context;
    private readonly Argument<string> _file = new("FILE");
    private readonly Argument<string> _output = new("OUT");
    private readonly RootCommand _root;
    private readonly Command _run;
    private readonly Command _debug;

    private CommandLine(CommandContext context)
    {
        _context = context;
        _run = Run();
        _debug = Debug();
        _root = new RootCommand("ttil compiles TinyTotVM programs (.ttvm text, .ttb binary) and Scheme (.scm) to .NET and runs them.");
        _root.Options.Clear();
        _root.Options.Add(Help());
        _root.Options.Add(new VersionOption { Action = new TextAction(context, _ => $"ttil {Version}\n"), Description = "Show the version" });
        foreach (var command in (Command[])[_run, Compile(), Check(), Dump(), Optimize(), CompileLisp(), Explore(), _debug])
        {
            command.Arguments.Insert(0, _file);
            AcceptReferences(command);
            AcceptErrorFormat(command);
            Add(command);
        }

        var bench = Bench();
        AcceptReferences(bench);
        Add(bench);
        Add(CompareMachines(CommandNames.BenchmarkPerformance));
        Add(CompareMachines(CommandNames.BenchmarkIrVersusStack));
        AddTests();
        Add(Natives());
        Add(Repl());
        Add(LanguageServer());
        Add(DebugAdapter());
    }

    /// <summary>The version of ttil.</summary>
    public static string Version => typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Does what the arguments say.</summary>
    /// <param name="arguments">The arguments of <c>Main</c>.</param>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public static int Execute(string[] arguments, CommandContext context) => new CommandLine(context).Execute(arguments);

    private int Execute(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            _context.Host.Console.WriteErrorLine(HelpText.ForAll(_root).TrimEnd());
            return ExitCodes.BadUsage;
        }

        if (arguments[0] == CommandNames.Help && !_context.Host.Files.Exists(CommandNames.Help))
        {
            return ShowHelp(arguments[1..]);
        }

        arguments = OptionScanner.WithCommandFirst(arguments, _root, _context.Host.Files, out var idle);
        foreach (string flag in idle)
        {
            _context.Host.Console.WriteErrorLine($"ttil: {flag} says nothing to '{arguments[0]}'");
        }

        bool isRun = arguments[0] == CommandNames.Run || !(CommandNames.All.Contains(arguments[0]) || TakesNoFile(arguments[0]));
        int program = arguments.Length;
        var runner = isRun ? _run : arguments[0] == CommandNames.Debug ? _debug : null;
        var words = PermissionOptions.Mark(runner is null ? arguments : OptionScanner.WithoutProgramArguments(arguments, runner, out program));
        SetCommandLine(arguments, words, program);
        if (isRun && MisplacedPermission.Problem(arguments, program, _context.Host.Files) is { } misplaced)
        {
            return _context.RefuseUsage(misplaced, $"ttil {CommandNames.Run}");
        }

        if (isRun)
        {
            MisplacedPermission.Warn(arguments, program, _context.Host.Console);
        }

        if (isRun && program == arguments.Length && words.Contains(_runTests.Name))
        {
            // FILE is ignored then, so nobody need give one.
            words = [.. words, OptionScanner.EndOfOptions, ""];
        }

        var result = _root.Parse(words, Literally);
        if (result.Action is TextAction || (OptionScanner.SurplusValue(words, result.CommandResult.Command) ?? Problem(result) ?? ProcessOptions.DetachedFilter(words, _context.Host.Files)) is not { } problem)
        {
            SetClock(result);
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }

        string command = result.CommandResult.Command is DocumentedCommand { Name: var name } ? $"ttil {name}" : "ttil";
        return _context.RefuseUsage(problem, command, UpstreamUsage.LineOf(result, LacksFile(result)));
    }

    private void Add(Command command)
    {
        command.Options.Add(Help());
        _root.Subcommands.Add(command);
    }

    /// <summary>Gives a command the option for assemblies, which are loaded before it does anything.</summary>
    private void AcceptReferences(Command command)
    {
        var references = new ReferenceOptions(command);
        var action = (SynchronousCommandLineAction)command.Action!;
        command.SetAction(result =>
        {
            _context.References = references.Load(result, out string? problem);
            return problem is null ? action.Invoke(result) : _context.RefuseUsage(problem, $"ttil {command.Name}");
        });
    }

    /// <summary>What a program may do outside itself. If that is less than everything, it cannot call methods of .NET past it.</summary>
    private PermissionPolicy Permit(PermissionOptions permissions, ParseResult result)
    {
        var policy = _context.Permissions = permissions.PolicyOf(result);
        if (!policy.IsEverything)
        {
            _context.References = _context.References with { OffersFramework = false };
        }

        return policy;
    }

    private int ShowHelp(string[] words)
    {
        if (words is [CommandNames.Help or "--help" or "-h"])
        {
            words = [];
        }

        var command = words.Length > 0 ? _root.Subcommands.OfType<DocumentedCommand>().FirstOrDefault(command => command.Name == words[0]) : null;
        if (words.Length == 0 || (command is not null && words.Length == 1))
        {
            _context.Host.Console.Write(command is null ? HelpText.ForAll(_root) : HelpText.For(command));
            return ExitCodes.Success;
        }

        string surplus = command is null ? words[0] : words[1];
        string hint = command is null && SpellingSuggestion.Nearest(surplus, CommandNames.All) is { } near ? $"; did you mean 'ttil help {near}'?" : "";
        return _context.RefuseUsage($"there is no help about '{DisplayText.Escape(surplus)}'{hint}", "ttil");
    }

    private bool TakesNoFile(string argument) => _root.Options.Any(option => option.Name == argument || option.Aliases.Contains(argument));

    /// <summary>The first thing wrong with a command line; null when it can be carried out.</summary>
    private string? Problem(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (OptionScanner.Problem(result.Tokens, command) is { } problem)
        {
            return problem;
        }

        if (result.UnmatchedTokens is [var surplus, ..])
        {
            string limit = command.Arguments switch
            {
                [] => $"'ttil {command.Name}' takes no FILE",
                [{ Name: var one }] => $"one {one} is enough",
                _ => "FILE and OUT are enough",
            };
            return $"{limit}: '{DisplayText.Escape(surplus)}' is not understood";
        }

        return LacksFile(result) ? "FILE is missing"
            : command.Arguments.Contains(_output) && !IsGiven(_output, result) ? "OUT is missing"
            : result.Errors is [var error, ..] ? DisplayText.Escape(error.Message) : null;
    }

    private bool LacksFile(ParseResult result) =>
        result.CommandResult.Command.Arguments.Contains(_file) && !IsGiven(_file, result);

    private static bool IsGiven(Argument argument, ParseResult result) => result.GetResult(argument) is { Tokens.Count: > 0 };

    private string ShowHelp(ParseResult result) =>
        result.CommandResult.Command is DocumentedCommand command ? HelpText.For(command) : HelpText.ForAll(_root);

    private HelpOption Help() => new("--help", "-h") { Action = new TextAction(_context, ShowHelp), Description = "Show this help" };

    private DocumentedCommand Run()
    {
        var engine = EngineChoice("What runs it");
        var stack = ProcessOptions.Read<long>(
            "--max-stack", "SIZE", "Ceiling of the call stack, such as 256M or 2G; deeper recursion is an error", ByteSize.TryReadStack);
        var warnings = new Option<bool>("--warnings") { Description = "Show warnings before the program runs", Arity = ArgumentArity.Zero };
        var command = new DocumentedCommand(CommandNames.Run, "Runs a program; 'ttil FILE' is short for it.")
        {
            Usage = "ttil [run] [options] FILE [args...]",
            Remarks = "Options stand before FILE; everything after FILE belongs to the program.",
            Examples = ["ttil run hello.ttvm", "ttil hello.ttvm --its own arguments", "ttil run --engine interpreter --max-stack 256M deep.ttb"],
        };
        command.Options.Add(engine);
        var useIr = new UseIrOption(command, engine);
        command.Options.Add(stack);
        command.Options.Add(warnings);
        var optimize = OptimizeFlag();
        command.Options.Add(optimize);
        var hash = UpstreamHashFlag();
        command.Options.Add(hash);
        var passes = new PassOptions(command);
        var reports = new ReportOptions(command);
        var profile = new ProfileOptions(command);
        var processes = new ProcessOptions(command);
        var permissions = new PermissionOptions(command);
        AddTestOptions(command);
        var hooking = new HookOptions(command, runs: true);
        var collector = new CollectorOptions(command);
        command.SetAction(result =>
        {
            if (result.GetValue(_runTests))
            {
                return RunTests(result, useIr, reports);
            }

            if (!hooking.TryLoad(result, _context.Host.Console, out var hooks, out string? problem))
            {
                return _context.RefuseUsage(problem!, "ttil run");
            }

            WarnOfIdle(reports.Idle(result), profile.Idle(result, _context.Host.Environment), collector.Idle(result, _context.Host.Environment));
            var options = profile.Apply(result, reports.Apply(result, passes.Apply(result, CommandContext.InMemory()) with { UpstreamHash = result.GetValue(hash) }));
            var settings = new RunSettings { StackBytes = result.GetValue(stack), Permissions = Permit(permissions, result), Hooks = hooks };
            return new RunCommand(result.GetValue(_file)!)
            {
                Options = hooking.Apply(result, hooks, options),
                Engine = useIr.Selected(result),
                Observe = processes.WantsTable(result),
                Settings = collector.Apply(result, profile.Apply(result, processes.Apply(result, settings), _context.Host.Environment)),
                ShowWarnings = result.GetValue(warnings),
                Optimize = result.GetValue(optimize),
            }.Execute(_context);
        });
        return command;
    }

    private DocumentedCommand Compile()
    {
        var output = new Option<string?>("--output", "-o")
        {
            HelpName = "OUT",
            Description = "The file to write; FILE's name with .dll in the current directory if left out",
        };
        var command = new DocumentedCommand(CommandNames.Compile, "Writes a program as a .NET assembly, or in another form.")
        {
            Usage = "ttil compile [options] FILE [-o OUT | OUT]",
            Remarks =
                """
                OUT's extension says what to write. Missing folders are created; all files are written or none.
                  .dll   an assembly for 'dotnet OUT', with .pdb, .runtimeconfig.json and TinyTotIL.Runtime.dll beside it
                  .ttb   the binary form of the program
                  .ttvm  its text form
                OUT as the second word, TinyTotVM's form, is the same and says 'Compiled to OUT' when it is done.
                An assembly keeps the permissions given here; nothing widens them when it runs.
                """,
            Examples = ["ttil compile hello.ttvm -o out/hello.dll && dotnet out/hello.dll", "ttil compile hello.ttvm hello.ttb", "ttil compile hello.ttb -o again.ttvm"],
        };
        var second = new Argument<string?>("OUT") { Arity = ArgumentArity.ZeroOrOne };
        command.Arguments.Add(second);
        command.Options.Add(output);
        command.Validators.Add(result =>
        {
            if (result.GetResult(output) is not null && result.GetResult(second) is { Tokens: [var word, ..] })
            {
                result.AddError($"-o and OUT name two outputs; '{word.Value}' is one too many");
            }
        });
        var optimize = OptimizeFlag();
        command.Options.Add(optimize);
        var hash = UpstreamHashFlag();
        command.Options.Add(hash);
        var passes = new PassOptions(command);
        var debugging = new DebuggableOption(command, passes);
        var reports = new ReportOptions(command);
        var hooking = new HookOptions(command, runs: false);
        var permissions = new PermissionOptions(command);
        command.SetAction(result =>
        {
            WarnOfIdle(reports.Idle(result));
            var options = passes.Apply(result, CommandContext.InMemory() with { WithSymbols = true, UpstreamHash = result.GetValue(hash), Permissions = Permit(permissions, result) });
            options = hooking.Apply(result, hooks: null, debugging.Apply(result, _context, reports.Apply(result, options)));
            return new CompileCommand(result.GetValue(_file)!, result.GetValue(output) ?? result.GetValue(second), options)
            {
                Optimize = result.GetValue(optimize),
                SaysSo = IsGiven(second, result),
            }.Execute(_context);
        });
        return command;
    }

    private DocumentedCommand Check()
    {
        var command = new DocumentedCommand(CommandNames.Check, "Says what is wrong with a program, without running it.")
        {
            Usage = "ttil check FILE",
            Remarks = "Says nothing when all is well. Warnings do not change the exit code.",
            Examples = ["ttil check hello.ttvm"],
        };
        command.SetAction(result => new CheckCommand(result.GetValue(_file)!).Execute(_context));
        return command;
    }

    private DocumentedCommand Dump()
    {
        string[] known = [Compilation.ExpandStage, .. Compilation.DumpStages];
        string stages = string.Join(", ", Compilation.DumpStages);
        string last = Compilation.DumpStages[^1];
        var after = Choice("--after", "STAGE", $"One of {stages}, or {Compilation.ExpandStage} for Scheme; {last} if left out", known);
        var command = new DocumentedCommand(CommandNames.Dump, "Shows a program as it is after a stage of the compiler.")
        {
            Usage = "ttil dump FILE [--after STAGE | --passes [--json]] [options]",
            Remarks = $"Passes, in the order of their first run:\n{PassOptions.Names()}",
            Examples = ["ttil dump hello.ttvm --after lower", "ttil dump hello.ttvm --passes", "ttil dump hello.ttvm --after il | less"],
        };
        command.Options.Add(after);
        var shown = new Option<bool>("--passes") { Description = "Show instead what each optimizer pass changed; passes that changed nothing are left out", Arity = ArgumentArity.Zero };
        var json = new Option<bool>("--json") { Description = "With --passes: as JSON, every pass included", Arity = ArgumentArity.Zero };
        command.Options.Add(shown);
        command.Options.Add(json);
        var passes = new PassOptions(command);
        command.SetAction(result =>
        {
            var options = passes.Apply(result, CommandContext.InMemory());
            return new DumpCommand(result.GetValue(_file)!, result.GetValue(after), options)
            {
                Passes = result.GetValue(shown),
                Json = result.GetValue(json),
            }.Execute(_context);
        });
        return command;
    }

    private DocumentedCommand Bench()
    {
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.ZeroOrMore };
        var engine = Choice("--engine", "ENGINE", "What to measure: compiled, interpreter, ir, or both (the default)", ["compiled", "interpreter", "ir", "both"]);
        var rounds = new Option<int?>("--rounds") { HelpName = "N", Description = $"How often to measure, 1 to {MostRounds}; {MeasurementPlan.UsualRounds} if left out", CustomParser = ReadRounds };
        var json = new Option<bool>("--json") { Description = "Write all times as JSON", Arity = ArgumentArity.Zero };
        var list = new Option<bool>("--list") { Description = "Only show the benchmarks there are", Arity = ArgumentArity.Zero };
        var command = new DocumentedCommand(CommandNames.Bench, "Measures how fast programs run, compiled and interpreted.")
        {
            Usage = "ttil bench [options] [NAME...]",
            Remarks =
                """
                NAME is a benchmark of ttil's own or a program file; without any, all benchmarks are measured.
                A benchmark shows nanoseconds for a unit of its work, a file milliseconds for a run: the median of
                the rounds and the best. The ratio is the interpreter's median to that of compiled code.
                """,
            Examples = ["ttil bench", "ttil bench fib loop -O2 --rounds 15", "ttil bench mine.ttvm --engine compiled --json"],
        };
        command.Arguments.Add(names);
        command.Options.Add(engine);
        command.Options.Add(rounds);
        command.Options.Add(json);
        command.Options.Add(list);
        var passes = new PassOptions(command);
        var permissions = new PermissionOptions(command);
        command.SetAction(result =>
        {
            if (result.GetValue(list))
            {
                return BenchCommand.List(_context);
            }

            var plan = new MeasurementPlan(MeasuredEngines(result.GetValue(engine)), passes.Apply(result, CommandContext.InMemory()))
            {
                Rounds = result.GetValue(rounds) ?? MeasurementPlan.UsualRounds,
                Permissions = Permit(permissions, result),
            };
            return new BenchCommand(result.GetValue(names) ?? [], plan) { AsJson = result.GetValue(json) }.Execute(_context);
        });
        return command;
    }

    private static Engine[] MeasuredEngines(string? choice) => choice switch
    {
        "compiled" => [Engine.Compiled],
        "interpreter" => [Engine.Interpreter],
        "ir" => [Engine.Ir],
        _ => [Engine.Compiled, Engine.Interpreter],
    };

    private DocumentedCommand CompareMachines(string name)
    {
        var command = new DocumentedCommand(name, "Compares the stack machine, the register machine and compiled code.")
        {
            Usage = $"ttil {name} [options]",
            Remarks = "All three run the same programs in the same size. 'ttil bench' tells more about each.",
            Examples = [$"ttil {name}"],
        };
        var plain = ReportOptions.PlainTables();
        command.Options.Add(plain);
        command.SetAction(result => CompareMachinesCommand.Execute(_context, result.GetValue(plain)));
        return command;
    }

    private DocumentedCommand Optimize()
    {
        var disabled = new Option<string[]>("--disable-pass")
        {
            HelpName = "NAME",
            Description = "A pass that does not run; may be given more than once",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        disabled.Validators.Add(result => result.Tokens.ToList().ForEach(token => RefuseOther(token.Value, OptimizationOptions.PassNames, result)));
        var passes = new Option<bool>("--passes") { Description = "Show on standard error what each pass changes", Arity = ArgumentArity.Zero };
        var command = new DocumentedCommand(CommandNames.Optimize, "Writes a program that does the same with fewer instructions.")
        {
            Usage = "ttil optimize [options] FILE OUT",
            Remarks =
                $"""
                OUT ends in .ttvm or .ttb. Imported modules stay files of their own. Says on standard output what was done.
                Passes: {string.Join(", ", OptimizationOptions.PassNames[..4])},
                        {string.Join(", ", OptimizationOptions.PassNames[4..])}
                """,
            Examples = ["ttil optimize hello.ttvm small.ttvm", "ttil optimize --passes --disable-pass peephole hello.ttvm small.ttb"],
        };
        command.Arguments.Add(_output);
        command.Options.Add(disabled);
        command.Options.Add(passes);
        command.SetAction(result => new OptimizeCommand(result.GetValue(_file)!, result.GetValue(_output)!)
        {
            DisabledPasses = result.GetValue(disabled) ?? [],
            ShowPasses = result.GetValue(passes),
        }.Execute(_context));
        return command;
    }

    /// <summary>Says of options that they do nothing.</summary>
    private void WarnOfIdle(params IEnumerable<string?> sentences)
    {
        foreach (string sentence in sentences.OfType<string>())
        {
            _context.Host.Console.WriteErrorLine($"ttil: warning: {sentence}");
        }
    }

    private static Option<bool> OptimizeFlag() => Flag("--optimize", "Optimize the bytecode first, and say on standard output what was done");

    private static Option<bool> UpstreamHashFlag() => Flag("--upstream-hash", "Let HASH give what upstream's does, not SHA-256");

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    internal static Option<string?> Choice(string name, string helpName, string description, IReadOnlyCollection<string> values)
    {
        var option = new Option<string?>(name) { HelpName = helpName, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }])
            {
                RefuseOther(value, values, result);
            }
        });
        return option;
    }

    private static int? ReadRounds(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) && rounds is >= 1 and <= MostRounds)
        {
            return rounds;
        }

        result.AddError($"'{value}' is not a number of rounds, which is 1 to {MostRounds}");
        return null;
    }

    private static void RefuseOther(string value, IReadOnlyCollection<string> values, OptionResult result)
    {
        if (!values.Contains(value))
        {
            string hint = SpellingSuggestion.Nearest(value, values) is { } near ? $"did you mean '{near}'?" : $"it is one of {string.Join(", ", values)}";
            result.AddError($"'{value}' is not a value of {result.Option.Name}; {hint}");
        }
    }
}
