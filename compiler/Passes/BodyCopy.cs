using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>One copy of a function's body, with registers, variables, blocks and sites of the caller's.</summary>
/// <remarks>
/// Names of registers are not carried over: a debugger that stands in the caller would take them for the caller's.
/// </remarks>
internal sealed class BodyCopy
{
    private readonly InlineBody _body;
    private readonly IrInstruction.Call _call;
    private readonly int _entry;
    private readonly int _site;
    private readonly Register[] _registers;
    private readonly bool[] _isGone;
    private readonly IrVariable?[] _variables;

    /// <summary>Prepares a copy.</summary>
    /// <param name="body">What to copy.</param>
    /// <param name="call">The call it replaces.</param>
    /// <param name="entry">Number of the caller's first block for it.</param>
    /// <param name="variables">The caller's variables; those of the copy are added.</param>
    /// <param name="sites">The caller's sites; those of the copy are added.</param>
    /// <param name="registers">The caller's first free register number.</param>
    public BodyCopy(InlineBody body, IrInstruction.Call call, int entry, List<IrVariable> variables, List<InlineSite> sites, int registers)
    {
        (_body, _call, _entry) = (body, call, entry);
        _registers = new Register[body.Function.RegisterCount];
        _isGone = new bool[body.Function.RegisterCount];
        _variables = new IrVariable?[body.Function.Variables.Length];
        RegisterCount = registers;
        sites.Add(new InlineSite(call.Address, call.Site));
        _site = sites.Count;
        foreach (var inner in body.Function.Sites)
        {
            sites.Add(inner with { Site = SiteOf(inner.Site) });
        }

        AddVariables(variables);
        foreach (int block in body.Flow.Order)
        {
            AddRegisters(body.Function.Blocks[block]);
        }
    }

    /// <summary>The caller's first free register number after the copy.</summary>
    public int RegisterCount { get; private set; }

    /// <summary>Instructions to run before the copy: parameters that the body writes are variables, and receive their arguments.</summary>
    public IEnumerable<IrInstruction> Prologue
    {
        get
        {
            var parameters = _body.Function.Parameters;
            for (int i = 0; i < parameters.Length; i++)
            {
                if (_variables[i] is { } variable)
                {
                    yield return new IrInstruction.SetVariable(variable, _call.Arguments[i], _call.Address) { Site = _call.Site };
                }
            }
        }
    }

    /// <summary>Copies a block.</summary>
    /// <param name="block">A block of the body.</param>
    /// <param name="handler">The caller's block that takes errors the body leaves to its caller; null when there is none.</param>
    /// <param name="leave">The way on, given what is returned.</param>
    public BasicBlock Of(BasicBlock block, int? handler, Func<ImmutableArray<Register>, IrEdge> leave)
    {
        var instructions = ImmutableArray.CreateBuilder<IrInstruction>(block.Instructions.Length);
        foreach (var instruction in block.Instructions)
        {
            if (!IsGone(instruction))
            {
                instructions.Add(Copy(instruction));
            }
        }

        return new BasicBlock(
            _entry + _body.PlaceOf(block.Number),
            [.. block.Parameters.Select(Map)],
            instructions.ToImmutable(),
            Copy(block.Terminator, leave),
            block.Handler is { } own ? _entry + _body.PlaceOf(own) : handler);
    }

    private int SiteOf(int site) => _site + site;

    private Register Map(Register register) => _registers[register.Number];

    /// <summary>Each site makes names of its own, so they are unique.</summary>
    private void AddVariables(List<IrVariable> variables)
    {
        foreach (var variable in _body.Function.Variables)
        {
            if (variable.Number >= _body.Function.Parameters.Length || _body.IsSet(variable))
            {
                var copy = new IrVariable(variables.Count, $"s{_site}.{(variable.IsNamed ? "" : "%")}{variable.Name}", variable.Type, IsNamed: false);
                variables.Add(copy);
                _variables[variable.Number] = copy;
            }
        }
    }

    /// <summary>Blocks come in an order in which what an instruction reads has been met before.</summary>
    private void AddRegisters(BasicBlock block)
    {
        foreach (var parameter in block.Parameters)
        {
            AddRegister(parameter);
        }

        foreach (var instruction in block.Instructions)
        {
            switch (instruction)
            {
                case IrInstruction.GetVariable get when _variables[get.Variable.Number] is null:
                    Replace(get.Defined, _call.Arguments[get.Variable.Number]);
                    break;
                case IrInstruction.Narrow narrow when Map(narrow.Value).Type == narrow.Defined.Type:
                    Replace(narrow.Defined, Map(narrow.Value));
                    break;
                default:
                    if (instruction.Target is { } target)
                    {
                        AddRegister(target);
                    }

                    break;
            }
        }
    }

    private void AddRegister(Register register) => _registers[register.Number] = register with { Number = RegisterCount++ };

    private void Replace(Register register, Register replacement)
    {
        _registers[register.Number] = replacement;
        _isGone[register.Number] = true;
    }

    /// <summary>An argument of a narrow type cannot be unset.</summary>
    private bool IsGone(IrInstruction instruction) =>
        instruction is IrInstruction.CheckSet check ? Map(check.Value).Type != IrType.Any
        : instruction.Target is { } target && _isGone[target.Number];

    private IrInstruction Copy(IrInstruction instruction)
    {
        var copy = IrRewriter.MapOperands(instruction, Map);
        if (copy.Target is { } target)
        {
            copy = IrRewriter.WithTarget(copy, Map(target));
        }

        copy = copy switch
        {
            IrInstruction.GetVariable get => get with { Variable = _variables[get.Variable.Number]! },
            IrInstruction.SetVariable set => set with { Variable = _variables[set.Variable.Number]! },
            _ => copy,
        };
        return copy with { Site = SiteOf(instruction.Site) };
    }

    private Terminator Copy(Terminator terminator, Func<ImmutableArray<Register>, IrEdge> leave) => terminator is Terminator.Return ret
        ? new Terminator.Jump(leave([.. ret.Results.Select(Map)]), ret.Address)
        : IrRewriter.MapEdges(IrRewriter.MapOperands(terminator, Map), edge => edge with { Block = _entry + _body.PlaceOf(edge.Block) });
}
