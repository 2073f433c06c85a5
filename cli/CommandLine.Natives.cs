using System.CommandLine;
using TinyTotIL.Cli.Commands;

namespace TinyTotIL.Cli;

/// <content>The list of runtime functions.</content>
internal sealed partial class CommandLine
{
    private DocumentedCommand Natives()
    {
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.ZeroOrMore };
        var command = new DocumentedCommand(CommandNames.Natives, "Lists the runtime functions that NATIVE calls.")
        {
            Usage = "ttil natives [-r DLL] [NAME...]",
            Remarks = "NAME is a function, or a subject such as 'math'. Functions of referenced assemblies come with them.",
            Examples = ["ttil natives", "ttil natives math", "ttil natives -r MyLib.dll"],
        };
        command.Arguments.Add(names);
        command.SetAction(result => new NativesCommand(result.GetValue(names) ?? []).Execute(_context));
        AcceptReferences(command);
        return command;
    }
}
