using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TinyTotIL.Cli.Commands;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli;

/// <content>Debugging.</content>
internal sealed partial class CommandLine
{
    private DocumentedCommand Debug()
    {
        var script = new Option<string[]>("--script", "-x") { HelpName = "FILE", Description = "Do the commands in FILE first; may be given more than once", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        var input = new Option<string?>("--input") { HelpName = "FILE", Description = "Let the program read FILE, not what is typed" };
        var history = new Option<int?>("--history")
        {
            HelpName = "N",
            Description = $"Instructions that can be gone back through, 0 to {DebugOptions.MostHistory}; {DebugOptions.UsualHistory} if left out",
            CustomParser = ReadHistory,
        };
        var seed = ProcessOptions.Read<ulong>("--seed", "N", "Choose among processes by this number; 0 if left out", RunSettings.TryReadSeed);
        var realTime = new Option<bool>("--real-time") { Description = "Let time pass as it does, in place of a virtual clock on which nobody waits", Arity = ArgumentArity.Zero };
        var end = new Option<bool>("--stop-at-end") { Description = "Stop when the main program has done its last instruction", Arity = ArgumentArity.Zero };
        var command = new DocumentedCommand(CommandNames.Debug, "Runs a program step by step, forwards and backwards.")
        {
            Usage = "ttil debug [options] FILE [args...]",
            Remarks =
                """
                Options stand before FILE; everything after FILE belongs to the program.
                The interpreter runs FILE on one thread, always with the same choices, so that a run can be repeated. It stops
                before the first line; 'help' shows the commands. Ctrl-C stops a program that runs. What the debugger says
                goes to standard error. Without a terminal, commands are read from standard input. The exit code is the
                program's, or 0 when it was left by 'quit' or the end of the commands.
                """,
            Examples = ["ttil debug fact.ttvm", "ttil debug -x commands.txt --input data.txt fact.ttvm", "echo 'break fact\ncontinue\nbacktrace' | ttil debug fact.scm"],
        };
        command.Options.Add(script);
        command.Options.Add(input);
        command.Options.Add(history);
        command.Options.Add(seed);
        command.Options.Add(realTime);
        command.Options.Add(end);
        var permissions = new PermissionOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(realTime) && result.GetResult(seed) is not null)
            {
                result.AddError("--seed chooses on a virtual clock; it does not go with --real-time");
            }
        });
        command.SetAction(result => new DebugCommand(result.GetValue(_file)!)
        {
            Scripts = result.GetValue(script) ?? [],
            Input = result.GetValue(input),
            Options = new DebugOptions { History = result.GetValue(history) ?? DebugOptions.UsualHistory, StopsAtEnd = result.GetValue(end) },
            Settings = new RunSettings { Seed = result.GetValue(seed), Workers = result.GetValue(realTime) ? 1 : null, Permissions = Permit(permissions, result) },
        }.Execute(_context));
        return command;
    }

    private static int? ReadHistory(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int steps) && steps is >= 0 and <= DebugOptions.MostHistory)
        {
            return steps;
        }

        result.AddError($"'{value}' is not a number of instructions, which is 0 to {DebugOptions.MostHistory}");
        return null;
    }
}
