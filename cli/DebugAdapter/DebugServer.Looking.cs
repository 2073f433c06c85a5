using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli.DebugAdapter;

/// <content>What there is to see: processes, calls, sources, instructions.</content>
internal sealed partial class DebugServer
{
    private const int MostFrames = 10_000;
    private const int MostInstructions = 10_000;
    private const int MostTraceFrames = 50;

    private bool TryLook(string command, JsonElement arguments, ref JsonObject? body)
    {
        body = command switch
        {
            "threads" => new JsonObject { ["threads"] = _program is { IsOver: false } program ? program.ListThreads() : [] },
            "stackTrace" => ListFrames(arguments),
            "scopes" => ListScopes(arguments),
            "variables" => ListVariables(arguments),
            "evaluate" => Evaluate(arguments),
            "setVariable" => SetVariable(arguments),
            "setExpression" => SetExpression(arguments),
            "exceptionInfo" => DescribeError(arguments),
            "source" => ReadSource(arguments),
            "loadedSources" => ListSources(),
            "disassemble" => Disassemble(arguments),
            _ => null,
        };
        return body is not null;
    }

    /// <summary>A number that may be left out.</summary>
    private static int CountOr(JsonElement arguments, string name, int usual) => arguments.Field(name) is null ? usual : arguments.NeedCount(name);

    private JsonObject ListFrames(JsonElement arguments)
    {
        var program = Standing();
        long process = ProcessIn(arguments, program);
        int first = CountOr(arguments, "startFrame", 0);
        int levels = CountOr(arguments, "levels", 0);
        int end = (int)Math.Min(int.MaxValue, (long)first + (levels == 0 ? MostFrames : Math.Min(levels, MostFrames)));
        var rows = new JsonArray();
        int number = 0;
        foreach (var frame in FramesOf(program.Session, process))
        {
            if (number >= first && number < end)
            {
                rows.Add(Describe(frame, process, program));
            }

            number++;
        }

        return new JsonObject { ["stackFrames"] = rows, ["totalFrames"] = number };
    }

    /// <summary>All calls, those of libraries among them: an editor shows those folded. What has no place in a source is of no use to anyone who has one.</summary>
    private static IEnumerable<DebugFrame> FramesOf(DebugSession session, long process)
    {
        bool showsLibraries = session.ShowsLibraries;
        session.ShowsLibraries = true;
        try
        {
            bool isAnyShown = false;
            foreach (var frame in session.Frames(process).Where(frame => !frame.IsLibrary || frame.Place is not null))
            {
                isAnyShown = true;
                yield return frame;
            }

            foreach (var frame in isAnyShown ? [] : session.Frames(process))
            {
                yield return frame;
            }
        }
        finally
        {
            session.ShowsLibraries = showsLibraries;
        }
    }

    private static JsonObject Describe(DebugFrame frame, long process, DebuggedProgram program)
    {
        var (source, line, column) = program.Sources.PlaceOf(frame.Address);
        var row = new JsonObject
        {
            ["id"] = program.State.Add(process, frame),
            ["name"] = DisplayText.Escape(DisplayText.Shorten(frame.Function ?? Path.GetFileName(frame.Module))),
            ["line"] = line,
            ["column"] = column,
            ["instructionPointerReference"] = InstructionReference.Of(frame.Address),
            ["moduleId"] = DisplayText.Escape(frame.Module),
        };
        if (source is not null)
        {
            row["source"] = source;
        }

        if (frame.IsLibrary || source is null)
        {
            row["presentationHint"] = "subtle";
        }

        return row;
    }

    private JsonObject DescribeError(JsonElement arguments)
    {
        var program = Standing();
        ProcessIn(arguments, program);
        if (program.Current is not { Reason: StopReason.Error or StopReason.Deadlock, Text: { } text } stop)
        {
            throw new RequestRefusedException("there is no error here");
        }

        bool isDeadlock = stop.Reason == StopReason.Deadlock;
        var frames = FramesOf(program.Session, program.StoppedProcess).Take(MostTraceFrames)
            .Select(frame => $"{DisplayText.Escape(frame.Function ?? frame.Module)}{(frame.Place is null ? "" : $" ({frame.Where})")}");
        return new JsonObject
        {
            ["exceptionId"] = isDeadlock ? "deadlock" : "error",
            ["description"] = text,
            ["breakMode"] = stop.IsCaught ? "always" : "unhandled",
            ["details"] = new JsonObject { ["message"] = text, ["typeName"] = isDeadlock ? "deadlock" : "error", ["stackTrace"] = string.Join('\n', frames) },
        };
    }

    private JsonObject ReadSource(JsonElement arguments)
    {
        int number = arguments.FieldAt("source", "sourceReference") is not null ? arguments.Need("source").NeedCount("sourceReference") : arguments.NeedCount("sourceReference");
        var program = _program ?? throw new RequestRefusedException("there is no program yet");
        if (!program.HasBegun)
        {
            throw new RequestRefusedException("the program has not begun");
        }

        string text = program.Sources.TextOf(number) ?? throw new RequestRefusedException("there is no source of this number");
        return new JsonObject { ["content"] = text, ["mimeType"] = "text/plain" };
    }

    private JsonObject ListSources()
    {
        var rows = new JsonArray();
        foreach (var source in _program?.Sources.All() ?? [])
        {
            rows.Add(source);
        }

        return new JsonObject { ["sources"] = rows };
    }

    private JsonObject Disassemble(JsonElement arguments)
    {
        var program = Standing();
        if (!InstructionReference.TryRead(arguments.NeedText("memoryReference"), out int start))
        {
            throw new InvalidMessageException("'memoryReference' is no instruction");
        }

        int count = Math.Min(arguments.NeedCount("instructionCount"), MostInstructions);
        long first = Math.Clamp(start + (long)Offset(arguments, "offset") + Offset(arguments, "instructionOffset"), -InstructionReference.Origin, int.MaxValue - MostInstructions);
        var rows = new JsonArray();
        for (int address = (int)first; address < first + count; address++)
        {
            rows.Add(DescribeInstruction(program, address));
        }

        return new JsonObject { ["instructions"] = rows };
    }

    private static int Offset(JsonElement arguments, string name) =>
        arguments.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : 0;

    private static JsonObject DescribeInstruction(DebuggedProgram program, int address)
    {
        var session = program.Session;
        bool exists = address >= 0 && address < session.Map.Count;
        var row = new JsonObject { ["address"] = InstructionReference.Of(address), ["instruction"] = exists ? session.InstructionText(address) : "" };
        if (!exists)
        {
            row["presentationHint"] = "invalid";
            return row;
        }

        if (session.Map.FunctionAt(address) is { } function && (address == 0 || session.Map.FunctionAt(address - 1) != function))
        {
            row["symbol"] = DisplayText.Escape(function);
        }

        if (session.PlaceOf(address) is not null)
        {
            var (source, line, column) = program.Sources.PlaceOf(address);
            (row["location"], row["line"], row["column"]) = (source, line, column);
        }

        return row;
    }
}
