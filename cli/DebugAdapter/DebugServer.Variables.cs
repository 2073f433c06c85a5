using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Cli.DebugAdapter;

/// <content>Variables and expressions.</content>
internal sealed partial class DebugServer
{
    private const int MostInResult = 4000;
    private const int MostCopied = 1 << 20;

    private JsonObject ListScopes(JsonElement arguments)
    {
        var program = Standing();
        var (process, frame) = FrameIn(arguments, program);
        var scopes = new JsonArray();
        if (frame.HasVariables)
        {
            scopes.Add(Scope(program, "Variables", new VariableContainer.Locals(process, frame), "locals"));
            scopes.Add(Scope(program, "Operand stack", new VariableContainer.Operands(process, frame), "registers"));
        }

        var globals = new VariableContainer.Globals(process);
        if (new VariableRows(program.Session, program.State).CountOf(globals) > 0)
        {
            scopes.Add(Scope(program, "Globals", globals, "globals"));
        }

        if (program.Session.MailboxCount(process) is not null)
        {
            scopes.Add(Scope(program, "Mailbox", new VariableContainer.Mailbox(process), "mailbox"));
        }

        return new JsonObject { ["scopes"] = scopes };
    }

    private static JsonObject Scope(DebuggedProgram program, string name, VariableContainer container, string hint) => new()
    {
        ["name"] = name,
        ["presentationHint"] = hint,
        ["variablesReference"] = program.State.Add(container),
        [VariableRows.IsIndexed(container) ? "indexedVariables" : "namedVariables"] = new VariableRows(program.Session, program.State).CountOf(container),
        ["expensive"] = false,
    };

    private JsonObject ListVariables(JsonElement arguments)
    {
        var program = Standing();
        var container = ContainerIn(arguments, program);
        int first = CountOr(arguments, "start", 0);
        int wanted = CountOr(arguments, "count", 0);
        bool isIndexed = VariableRows.IsIndexed(container);
        if (arguments.Text("filter") is { } filter && filter != (isIndexed ? "indexed" : "named"))
        {
            return new JsonObject { ["variables"] = new JsonArray() };
        }

        var shown = new VariableRows(program.Session, program.State);
        int most = wanted == 0 ? VariableRows.MostRows : Math.Min(wanted, VariableRows.MostAsked);
        var rows = shown.Open(container, first, most);
        int left = shown.CountOf(container) - first - rows.Count;
        if (wanted == 0 && left > 0)
        {
            rows.Add(new JsonObject { ["name"] = "...", ["value"] = $"and {left} more", ["variablesReference"] = 0 });
        }

        return new JsonObject { ["variables"] = rows };
    }

    private JsonObject Evaluate(JsonElement arguments)
    {
        var program = Standing();
        string text = arguments.NeedText("expression");
        var (process, frame) = arguments.Field("frameId") is null ? (program.StoppedProcess, null) : FrameOrNone(arguments, program);
        var expression = ReadExpression(program, text);
        if (!program.Session.TryEvaluate(expression, process, frame, out var value, out string? problem))
        {
            throw new RequestRefusedException(problem);
        }

        int most = arguments.Text("context") == "clipboard" ? MostCopied : MostInResult;
        return new VariableRows(program.Session, program.State).Describe(value, process, expression.Text, "result", most);
    }

    private JsonObject SetVariable(JsonElement arguments)
    {
        var program = Standing();
        string name = arguments.NeedText("name");
        return ContainerIn(arguments, program) switch
        {
            VariableContainer.Locals locals => Assign(program, name, arguments, locals.Process, locals.Frame),
            VariableContainer.Globals globals => Assign(program, name, arguments, globals.Process, frame: null),
            _ => throw new RequestRefusedException("only a variable can be given another value, not a part of one"),
        };
    }

    private JsonObject SetExpression(JsonElement arguments)
    {
        var program = Standing();
        var (process, frame) = arguments.Field("frameId") is null ? (program.StoppedProcess, null) : FrameOrNone(arguments, program);
        string name = ReadExpression(program, arguments.NeedText("expression")).Variable
            ?? throw new RequestRefusedException("only a variable can be given another value, not a part of one");
        return Assign(program, name, arguments, process, frame);
    }

    private static JsonObject Assign(DebuggedProgram program, string name, JsonElement arguments, long process, DebugFrame? frame)
    {
        var session = program.Session;
        var source = ReadExpression(program, arguments.NeedText("value"));
        string? problem = session.TryEvaluate(source, process, frame, out Value value, out string? unknown) ? session.SetVariable(name, value, process, frame) : unknown;
        return problem is null ? new VariableRows(session, program.State).Describe(value, process, name, "value") : throw new RequestRefusedException(problem);
    }

    private static DebugExpression ReadExpression(DebuggedProgram program, string text) =>
        DebugExpression.TryRead(text, program.Session.IsLisp, out var expression, out string? problem) ? expression : throw new RequestRefusedException(problem);

    private static (long Process, DebugFrame? Frame) FrameOrNone(JsonElement arguments, DebuggedProgram program) => FrameIn(arguments, program);

    private static (long Process, DebugFrame Frame) FrameIn(JsonElement arguments, DebuggedProgram program) =>
        program.State.FindFrame(arguments.NeedCount("frameId")) ?? throw new RequestRefusedException("there is no such call any more");

    private static VariableContainer ContainerIn(JsonElement arguments, DebuggedProgram program) =>
        program.State.FindContainer(arguments.NeedCount("variablesReference")) ?? throw new RequestRefusedException("these variables are not there any more");
}
