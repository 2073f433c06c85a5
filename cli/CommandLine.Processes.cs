using System.CommandLine;
using TinyTotIL.Cli.Commands;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli;

/// <content>The commands that are about processes.</content>
internal sealed partial class CommandLine
{
    private DocumentedCommand Explore()
    {
        var engine = EngineChoice("What runs it");
        var command = new DocumentedCommand(CommandNames.Explore, "Searches the schedules of a program for deadlocks, errors and differences.")
        {
            Usage = "ttil explore [options] FILE",
            Remarks =
                """
                Runs FILE deterministically under many seeds, each with the same input. Says how the runs ended, and
                with which seed 'ttil run --seed' shows a deadlock, an uncaught error or other output than the first run.
                The exit code is 0 when all runs ended by themselves and agree, and 1 otherwise.
                """,
            Examples = ["ttil explore philosophers.ttvm", "ttil explore --runs 5000 --seed 1000 philosophers.ttvm", "ttil explore --engine interpreter chat.ttvm < talk.txt"],
        };
        var options = new ExploreOptions(command);
        var permissions = new PermissionOptions(command);
        command.Options.Add(engine);
        command.SetAction(result => options.Apply(result, new ExploreCommand(result.GetValue(_file)!)
        {
            Engine = EngineOf(result.GetValue(engine)),
            Settings = new RunSettings { Permissions = Permit(permissions, result) },
        }).Execute(_context));
        return command;
    }

    private DocumentedCommand CoffeeShop()
    {
        var engine = EngineChoice("What runs it");
        var command = new DocumentedCommand(CommandNames.TestCoffeeShop, "Customer, cashier and barista, each a process.")
        {
            IsDemonstration = true,
            Usage = "ttil test-coffee-shop [options]",
            Remarks = "The program is the example 57-coffee-shop.ttvm. The options are those of 'ttil run'.",
            Examples = ["ttil test-coffee-shop", "ttil test-coffee-shop --trace-procs=send,receive"],
        };
        command.Options.Add(engine);
        var processes = new ProcessOptions(command);
        command.SetAction(result => CoffeeShopCommand.Execute(_context, EngineOf(result.GetValue(engine)), processes.Apply(result, new RunSettings()), processes.WantsTable(result)));
        return command;
    }

    private static Option<string?> EngineChoice(string description) =>
        Choice("--engine", "ENGINE", $"{description}: compiled (the default), interpreter or ir", ["compiled", "interpreter", "ir"]);

    /// <summary>The engine that a word means; the usual one when nothing was said.</summary>
    /// <param name="choice">The word, or null.</param>
    internal static Engine EngineOf(string? choice) => choice switch
    {
        "interpreter" => Engine.Interpreter,
        "ir" => Engine.Ir,
        _ => Engine.Compiled,
    };
}
