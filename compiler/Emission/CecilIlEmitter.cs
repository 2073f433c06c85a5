using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Writes a method's instructions with Cecil, in time linear in their number.</summary>
/// <remarks>
/// Branches are written long, with a placeholder for their target, and settled in <see cref="Complete"/>: targets are
/// filled in, then branches that reach far enough in the short form get it. Cecil's own macro optimizer recomputes all
/// offsets after each branch it shortens, which is quadratic.
/// </remarks>
internal sealed class CecilIlEmitter : IIlEmitter
{
    // Each round is one walk over the method and only shortens; what a later round would still win is a few bytes.
    private const int ShorteningRounds = 3;

    private readonly Mono.Collections.Generic.Collection<Instruction> _instructions;
    private readonly Instruction _placeholder = Instruction.Create(OpCodes.Nop);
    private readonly List<(Instruction Branch, IlLabel Target)> _branches = [];
    private readonly List<(Instruction Switch, IlLabel[] Targets)> _switches = [];
    private readonly List<Instruction?> _labelTargets = [];
    private readonly List<IlLabel> _marked = [];
    private readonly MethodSymbols? _symbols;
    private int _bytes;
    private int _blocks = 1;
    private bool _startsBlock;

    /// <summary>Begins the body of a method.</summary>
    /// <param name="method">A method without a body.</param>
    /// <param name="withSymbols">Whether lines and names are kept for the debugger.</param>
    public CecilIlEmitter(MethodDefinition method, bool withSymbols = true)
    {
        Method = method;
        // Every register of the IR is assigned before it is read, so zeroing the locals would be wasted time.
        method.Body.InitLocals = false;
        _instructions = method.Body.Instructions;
        _symbols = withSymbols ? new MethodSymbols(method) : null;
    }

    /// <inheritdoc/>
    public MethodDefinition Method { get; }

    /// <inheritdoc/>
    public EmittedSize Size => new(_bytes, Method.Body.Variables.Count, _blocks);

    /// <inheritdoc/>
    public void Emit(OpCode opcode) => Append(Instruction.Create(opcode));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, int operand) =>
        Append(opcode.Code == Code.Ldc_I4 ? ShortForms.Integer(operand) : Instruction.Create(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, long operand) => Append(Instruction.Create(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, float operand) => Append(Instruction.Create(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, double operand) => Append(Instruction.Create(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, string operand) => Append(Instruction.Create(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, TypeReference operand) => Append(Instruction.Create(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, MethodReference operand) => Append(Instruction.Create(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, FieldReference operand) => Append(Instruction.Create(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, VariableDefinition operand) => Append(ShortForms.Local(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, ParameterDefinition operand) => Append(ShortForms.Argument(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, CallSite operand) => Append(Instruction.Create(opcode, operand));

    /// <inheritdoc/>
    public void Emit(OpCode opcode, IlLabel target)
    {
        var branch = Instruction.Create(opcode, _placeholder);
        _branches.Add((branch, target));
        Append(branch);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, IlLabel[] targets)
    {
        // The placeholders give the instruction its size.
        var places = new Instruction[targets.Length];
        Array.Fill(places, _placeholder);
        var instruction = Instruction.Create(opcode, places);
        _switches.Add((instruction, targets));
        Append(instruction);
    }

    /// <inheritdoc/>
    public IlLabel DefineLabel(string? name = null)
    {
        _labelTargets.Add(null);
        return new IlLabel(_labelTargets.Count - 1, name);
    }

    /// <inheritdoc/>
    public void MarkLabel(IlLabel label)
    {
        _marked.Add(label);
        BeginBlock();
    }

    /// <inheritdoc/>
    public VariableDefinition DeclareLocal(TypeReference type, string? name = null)
    {
        var local = new VariableDefinition(type);
        Method.Body.Variables.Add(local);
        if (name is not null)
        {
            _symbols?.NameEverywhere(local, name);
        }

        return local;
    }

    /// <inheritdoc/>
    public void NameLocal(VariableDefinition local, string name) => _symbols?.Name(local, name);

    /// <inheritdoc/>
    public void BeginScope() => _symbols?.BeginScope();

    /// <inheritdoc/>
    public void EndScope() => _symbols?.EndScope(_instructions.Count);

    /// <inheritdoc/>
    public void MarkSequencePoint(Document document, int line, int column, int endColumn) => _symbols?.RequestPoint(document, line, column, endColumn);

    /// <inheritdoc/>
    public void Complete()
    {
        foreach (var (branch, target) in _branches)
        {
            branch.Operand = Target(target);
        }

        foreach (var (instruction, targets) in _switches)
        {
            instruction.Operand = Array.ConvertAll(targets, Target);
        }

        for (int round = 0; round < ShorteningRounds && ShortenBranches(); round++)
        {
        }

        _symbols?.Complete(_instructions);
    }

    private void Append(Instruction instruction)
    {
        _instructions.Add(instruction);
        _bytes += instruction.GetSize();
        foreach (var label in _marked)
        {
            _labelTargets[label.Number] = instruction;
        }

        _marked.Clear();
        _startsBlock = false;
        if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
        {
            BeginBlock();
        }

        _symbols?.Attach(instruction);
    }

    private void BeginBlock()
    {
        // A label right after a branch begins the block that the branch already began.
        if (!_startsBlock && _instructions.Count > 0)
        {
            _blocks++;
        }

        _startsBlock = true;
    }

    private Instruction Target(IlLabel label) =>
        _labelTargets[label.Number]
        ?? throw new InternalCompilerException("emit", $"no instruction follows label {label.Name}, which is branched to", Method.FullName);

    /// <summary>Gives the short form to each branch that reaches its target with it.</summary>
    /// <remarks>
    /// Sound with the offsets of the longer code, since shortening other branches never moves two instructions apart.
    /// </remarks>
    /// <returns>Whether any branch became shorter.</returns>
    private bool ShortenBranches()
    {
        int offset = 0;
        foreach (var instruction in _instructions)
        {
            instruction.Offset = offset;
            offset += instruction.GetSize();
        }

        bool changed = false;
        foreach (var (branch, _) in _branches)
        {
            // Measured from the end of the branch as it stands: exact for a forward branch, and for a backward one
            // pessimistic by the three bytes that shortening saves.
            int distance = ((Instruction)branch.Operand).Offset - (branch.Offset + branch.GetSize());
            if (distance is >= sbyte.MinValue and <= sbyte.MaxValue && ShortForms.TryBranch(branch.OpCode.Code, out var shorter))
            {
                branch.OpCode = shorter;
                changed = true;
            }
        }

        return changed;
    }
}
