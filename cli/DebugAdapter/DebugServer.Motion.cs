using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler.Debugging;

namespace TinyTotIL.Cli.DebugAdapter;

/// <content>Going on, back, and stopping.</content>
internal sealed partial class DebugServer
{
    private bool TryMove(string command, JsonElement arguments, ref JsonObject? body)
    {
        if (command == "pause")
        {
            Pause();
            return true;
        }

        bool isByInstruction = arguments.Text("granularity") == "instruction";
        Resumption? wish = command switch
        {
            "continue" => Resumption.Continue,
            "next" => isByInstruction ? Resumption.InstructionOver : Resumption.StepOver,
            "stepIn" => isByInstruction ? Resumption.InstructionIn : Resumption.StepIn,
            "stepOut" => Resumption.StepOut,
            "stepBack" => isByInstruction ? Resumption.ReverseInstruction : Resumption.ReverseOver,
            "reverseContinue" => Resumption.ReverseContinue,
            _ => null,
        };
        if (wish is not { } motion)
        {
            return false;
        }

        var program = Standing();
        long process = arguments.Field("threadId") is null ? program.StoppedProcess : ProcessIn(arguments, program);
        program.Session.Focus = process;
        body = command == "continue" ? new JsonObject { ["allThreadsContinued"] = true } : null;
        _afterwards = () => program.Resume(motion);
        return true;
    }

    private void Pause()
    {
        if (_program is not { HasBegun: true, IsOver: false } program)
        {
            throw new RequestRefusedException(_program is { IsOver: true } ? "the program has ended" : "the program has not begun");
        }

        if (program.Current is null)
        {
            _afterwards = program.Session.Pause;
        }
    }

    /// <summary>The process that a request names by its thread.</summary>
    private static long ProcessIn(JsonElement arguments, DebuggedProgram program)
    {
        if (arguments.Need("threadId") is not { ValueKind: JsonValueKind.Number } value || !value.TryGetInt64(out long process))
        {
            throw new InvalidMessageException("'threadId' is not a whole number");
        }

        return program.Session.FindProcess(process) is not null || process == program.StoppedProcess ? process : throw new RequestRefusedException($"there is no process {process} any more");
    }
}
