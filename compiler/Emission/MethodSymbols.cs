using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Collects the sequence points and local scopes of one method while its instructions appear.</summary>
/// <remarks>
/// Points and scopes begin at an instruction, which does not exist yet when they are asked for; they wait here for it.
/// </remarks>
internal sealed class MethodSymbols
{
    private readonly MethodDebugInformation _information;
    private readonly List<OpenScope> _open = [new OpenScope()];
    private readonly HashSet<VariableDefinition> _narrowed = [];
    private int _scopesWithoutStart = 1;
    private (Document Document, int Line, int Column, int EndColumn)? _point;

    /// <summary>Collects into a method's debug information.</summary>
    /// <param name="method">The method.</param>
    public MethodSymbols(MethodDefinition method) => _information = method.DebugInformation;

    /// <summary>
    /// Ties the next instruction to a part of a line; a later request before that instruction wins. SOURCE can name lines that no
    /// file has and no reader of symbols takes: those stay hidden.
    /// </summary>
    public void RequestPoint(Document document, int line, int column, int endColumn) =>
        _point = line >= DebugSymbols.HiddenLine ? (document, DebugSymbols.HiddenLine, 0, 0) : (document, line, column, endColumn);

    /// <summary>Begins a scope at the next instruction.</summary>
    public void BeginScope()
    {
        _open.Add(new OpenScope());
        _scopesWithoutStart++;
    }

    /// <summary>Ends the innermost scope before the next instruction. A scope without instructions leaves no trace.</summary>
    /// <param name="position">Index of the next instruction.</param>
    public void EndScope(int position)
    {
        var ended = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (ended.Scope is null)
        {
            _scopesWithoutStart--;
            return;
        }

        ended.EndPosition = position;
        _open[^1].Ended.Add(ended);
    }

    /// <summary>Names a local in the whole method, unless it is named in scopes.</summary>
    public void NameEverywhere(VariableDefinition local, string name) => _open[0].Names.Add((local, name));

    /// <summary>Names a local in the innermost scope.</summary>
    /// <remarks>A local that is named in a part of the method is not to be seen under its name elsewhere.</remarks>
    public void Name(VariableDefinition local, string name)
    {
        _open[^1].Names.Add((local, name));
        if (_open.Count > 1)
        {
            _narrowed.Add(local);
        }
    }


    /// <summary>Gives an instruction to whatever waits for it.</summary>
    public void Attach(Instruction instruction)
    {
        if (_point is var (document, line, column, endColumn))
        {
            _information.SequencePoints.Add(new SequencePoint(instruction, document)
            {
                StartLine = line,
                EndLine = line,
                StartColumn = column,
                EndColumn = endColumn,
            });
            _point = null;
        }

        for (; _scopesWithoutStart > 0; _scopesWithoutStart--)
        {
            _open[^_scopesWithoutStart].Scope = new ScopeDebugInformation(instruction, end: null);
        }
    }

    /// <summary>Ends the method and hands over its scopes.</summary>
    /// <param name="instructions">All instructions, by position.</param>
    public void Complete(IList<Instruction> instructions)
    {
        while (_open.Count > 1)
        {
            EndScope(instructions.Count);
        }

        if (_open[0].Scope is { } root)
        {
            _open[0].Names.RemoveAll(name => _narrowed.Contains(name.Local));
            Close(_open[0], instructions);
            _information.Scope = root;
        }
    }

    private static void Close(OpenScope outermost, IList<Instruction> instructions)
    {
        var pending = new Stack<OpenScope>();
        pending.Push(outermost);
        while (pending.TryPop(out var open))
        {
            var scope = open.Scope!;
            if (open.EndPosition < instructions.Count)
            {
                scope.End = new InstructionOffset(instructions[open.EndPosition]);
            }

            foreach (var (local, name) in open.Names)
            {
                scope.Variables.Add(new VariableDebugInformation(local, name));
            }

            foreach (var inner in open.Ended)
            {
                scope.Scopes.Add(inner.Scope!);
                pending.Push(inner);
            }
        }
    }

    private sealed class OpenScope
    {
        public ScopeDebugInformation? Scope { get; set; }

        public int EndPosition { get; set; } = int.MaxValue;

        public List<(VariableDefinition Local, string Name)> Names { get; } = [];

        public List<OpenScope> Ended { get; } = [];
    }
}
