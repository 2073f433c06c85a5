using System.CommandLine;
using TinyTotIL.Cli.Commands;

namespace TinyTotIL.Cli;

/// <content>Serving editors.</content>
internal sealed partial class CommandLine
{
    private DocumentedCommand LanguageServer()
    {
        var command = new DocumentedCommand(CommandNames.LanguageServer, "Serves an editor: what is wrong as you type, hover, go to label, rename, completion, outline.")
        {
            Usage = "ttil lsp [options]",
            Remarks =
                """
                Speaks the Language Server Protocol over standard input and output; an editor starts it.
                Texts that are open count as they are in the editor, and modules are looked for in its folder.
                """,
            Examples = ["ttil lsp", "ttil lsp -r MyLib.dll"],
        };
        command.Options.Add(new Option<bool>("--stdio") { Description = "Changes nothing; accepted because some editors give it", Arity = ArgumentArity.Zero });
        command.SetAction(_ => LanguageServerCommand.Execute(_context));
        AcceptReferences(command);
        return command;
    }

    private DocumentedCommand DebugAdapter()
    {
        var command = new DocumentedCommand(CommandNames.DebugAdapter, "Lets an editor debug programs: breakpoints, steps forwards and backwards, variables, processes as threads.")
        {
            Usage = "ttil dap [options]",
            Remarks =
                """
                Speaks the Debug Adapter Protocol over standard input and output; an editor starts it, and says which
                program to launch. What the program writes appears in the editor. It reads the file that the editor
                names as its input, or nothing.
                """,
            Examples = ["ttil dap", "ttil dap -r MyLib.dll"],
        };
        command.SetAction(_ => DebugAdapterCommand.Execute(_context));
        AcceptReferences(command);
        return command;
    }
}
