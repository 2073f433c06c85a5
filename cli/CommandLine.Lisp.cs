using System.CommandLine;
using TinyTotIL.Cli.Commands;

namespace TinyTotIL.Cli;

/// <content>The command for programs in Lisp; the others tell them by the names of their files.</content>
internal sealed partial class CommandLine
{
    private DocumentedCommand CompileLisp()
    {
        var upstream = new Option<bool>("--upstream") { Description = "Take FILE for upstream's Lisp of seven operators, and write what upstream writes", Arity = ArgumentArity.Zero };
        var command = new DocumentedCommand(CommandNames.CompileLisp, "Writes a program in Lisp as text of the instruction set.")
        {
            Usage = "ttil compile-lisp [options] FILE OUT",
            Remarks =
                """
                FILE is Scheme whatever its name, and OUT ends in .ttvm. To run or compile a program in Scheme no such step is needed:
                'ttil run' and 'ttil compile' take files that end in .scm, .ss or .lisp.
                """,
            Examples = ["ttil compile-lisp hello.scm hello.ttvm && ttil hello.ttvm", "ttil compile-lisp --upstream hello.lisp hello.ttvm"],
        };
        command.Arguments.Add(_output);
        command.Options.Add(upstream);
        command.SetAction(result => new CompileLispCommand(result.GetValue(_file)!, result.GetValue(_output)!)
        {
            IsUpstream = result.GetValue(upstream),
        }.Execute(_context));
        return command;
    }
}
