using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler.Debugging;

namespace TinyTotIL.Cli.DebugAdapter;

/// <content>Where to stop.</content>
internal sealed partial class DebugServer
{
    private const int MostLocations = 10_000;

    private ErrorStops _errorStops = ErrorStops.Uncaught;

    private bool TrySetBreakpoints(string command, JsonElement arguments, ref JsonObject? body)
    {
        body = command switch
        {
            "setBreakpoints" => SetLines(arguments),
            "setFunctionBreakpoints" => Set(new BreakpointGroup(BreakpointTarget.Function), arguments, request => request.NeedText("name").Trim()),
            "setInstructionBreakpoints" => Set(new BreakpointGroup(BreakpointTarget.Instruction), arguments, InstructionOf),
            "setExceptionBreakpoints" => SetErrors(arguments),
            "breakpointLocations" => ListLocations(arguments),
            _ => null,
        };
        return body is not null;
    }

    private JsonObject SetLines(JsonElement arguments)
    {
        var source = arguments.Need("source");
        var group = source.Field("sourceReference") is { ValueKind: JsonValueKind.Number } && source.NeedCount("sourceReference") is > 0 and var number
            ? new BreakpointGroup(BreakpointTarget.Line, Reference: number)
            : new BreakpointGroup(BreakpointTarget.Line, Path: source.NeedText("path"));
        return Set(group, arguments, LineOf);
    }

    private string LineOf(JsonElement request) => _numbers.LineOf(request.NeedCount("line")).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of the instruction; what names none is kept as it came, so that only this breakpoint is refused.</summary>
    private static string InstructionOf(JsonElement request)
    {
        string reference = request.NeedText("instructionReference");
        long offset = request.Field("offset") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : 0;
        return InstructionReference.TryRead(reference, out int address)
            ? Math.Clamp(address + offset, -1, int.MaxValue).ToString(CultureInfo.InvariantCulture)
            : reference;
    }

    private JsonObject Set(BreakpointGroup group, JsonElement arguments, Func<JsonElement, string> targetOf)
    {
        EditorBreakpoint[] wanted = [.. arguments.Items("breakpoints").Select(request => EditorBreakpoint.Read(_breakpoints.NextId(), targetOf(request), request))];
        var rows = new JsonArray();
        var program = _settings?.IsPlainRun == true ? null : _program;
        foreach (var breakpoint in _breakpoints.Replace(group, wanted, program))
        {
            rows.Add(BreakpointStore.Describe(breakpoint, group, program, _numbers));
        }

        return new JsonObject { ["breakpoints"] = rows };
    }

    private JsonObject SetErrors(JsonElement arguments)
    {
        string[] filters = [.. arguments.Items("filters").Concat(arguments.Items("filterOptions").Select(option => option.Field("filterId") ?? default))
            .Select(MessageFields.TextOf).OfType<string>()];
        var stops = filters.Contains(AdapterAbilities.AllErrors) ? ErrorStops.All : filters.Contains(AdapterAbilities.UncaughtErrors) ? ErrorStops.Uncaught : ErrorStops.None;
        _errorStops = stops;
        if (_settings?.IsPlainRun != true)
        {
            _program?.Change(session => session.ErrorStops = stops);
        }

        return new JsonObject();
    }

    /// <summary>The lines between two that have code.</summary>
    private JsonObject ListLocations(JsonElement arguments)
    {
        var found = new JsonArray();
        var source = arguments.Need("source");
        int first = _numbers.LineOf(arguments.NeedCount("line"));
        int last = arguments.Field("endLine") is null ? first : _numbers.LineOf(arguments.NeedCount("endLine"));
        if (_program is { } program && source.Text("path") is { } path && program.Sources.Find(path) is { } file)
        {
            foreach (int line in program.Session.Map.LinesWithCode(file).Where(line => line >= first && line <= last).Take(MostLocations))
            {
                found.Add(new JsonObject { ["line"] = _numbers.Line(line) });
            }
        }

        return new JsonObject { ["breakpoints"] = found };
    }
}
