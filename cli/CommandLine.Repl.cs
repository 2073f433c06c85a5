using System.CommandLine;
using TinyTotIL.Cli.Commands;

namespace TinyTotIL.Cli;

/// <content>Evaluating Scheme as it is entered.</content>
internal sealed partial class CommandLine
{
    private DocumentedCommand Repl()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.ZeroOrMore };
        var engine = EngineChoice("What runs the entries");
        var command = new DocumentedCommand(CommandNames.Repl, "Reads Scheme, evaluates it, and shows what it gives.")
        {
            Usage = "ttil repl [options] [FILE...]",
            Remarks = "Evaluates the files first. ',help' shows what can be entered besides Scheme. Reads from a pipe or file as well as from a terminal.",
            Examples = ["ttil repl", "ttil repl definitions.scm", "echo '(* 6 7)' | ttil repl"],
        };
        command.Arguments.Add(files);
        command.Options.Add(engine);
        var permissions = new PermissionOptions(command);
        command.SetAction(result => new ReplCommand(result.GetValue(files) ?? [])
        {
            Engine = EngineOf(result.GetValue(engine)),
            Permissions = Permit(permissions, result),
        }.Execute(_context));
        return command;
    }
}
