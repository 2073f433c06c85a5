using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Registers that others stand in for, and the blocks with those others in their place.</summary>
internal sealed class RegisterReplacement
{
    private readonly List<int> _replaced = [];
    private Register?[] _replacements = new Register?[16];

    /// <summary>Whether nothing is replaced.</summary>
    public bool IsEmpty => _replaced.Count == 0;

    /// <summary>Replaces a register.</summary>
    /// <param name="register">The register, which is not replaced yet; its definition goes away.</param>
    /// <param name="replacement">What is read in its place; it may be replaced itself, but never by the first.</param>
    public void Replace(Register register, Register replacement)
    {
        if (register.Number >= _replacements.Length)
        {
            Array.Resize(ref _replacements, Math.Max(register.Number + 1, 2 * _replacements.Length));
        }

        _replacements[register.Number] = replacement;
        _replaced.Add(register.Number);
    }

    /// <summary>Whether a register is replaced.</summary>
    /// <param name="register">The register.</param>
    public bool IsReplaced(Register register) => ReplacementOf(register) is not null;

    /// <summary>What to read in place of a register: itself when it is not replaced.</summary>
    /// <param name="register">The register.</param>
    public Register Resolve(Register register)
    {
        var last = register;
        while (ReplacementOf(last) is { } next)
        {
            last = next;
        }

        // Everything on the way is led straight to the end, so that long chains are walked once.
        for (var step = register; step != last;)
        {
            var next = _replacements[step.Number]!.Value;
            _replacements[step.Number] = last;
            step = next;
        }

        return last;
    }

    /// <summary>Adds all replacements of another.</summary>
    /// <param name="other">The other.</param>
    public void Add(RegisterReplacement other)
    {
        foreach (int number in other._replaced)
        {
            var replacement = other._replacements[number]!.Value;
            Replace(new Register(number, replacement.Type), replacement);
        }
    }

    /// <summary>Forgets every replacement.</summary>
    public void Clear()
    {
        foreach (int number in _replaced)
        {
            _replacements[number] = null;
        }

        _replaced.Clear();
    }

    private Register? ReplacementOf(Register register) =>
        register.Number < _replacements.Length ? _replacements[register.Number] : null;

    /// <summary>
    /// The blocks with replacements read in place of what they replace, without the definitions of the replaced. Parameters
    /// are the caller's concern.
    /// </summary>
    /// <remarks>
    /// A replacement may be more than its register was: of a narrow type, so that no check finds it unset, or the unset mark
    /// itself, so that a check always raises and nothing runs after it.
    /// </remarks>
    /// <param name="blocks">The blocks.</param>
    public ImmutableArray<BasicBlock> Apply(ImmutableArray<BasicBlock> blocks)
    {
        if (IsEmpty)
        {
            return blocks;
        }

        var unset = UnsetMarks(blocks);
        var applied = ImmutableArray.CreateBuilder<BasicBlock>(blocks.Length);
        foreach (var block in blocks)
        {
            applied.Add(Apply(block, unset));
        }

        return applied.MoveToImmutable();
    }

    /// <summary>Names of registers, handed on to those read in their place that have none.</summary>
    /// <param name="names">Names by register number.</param>
    public ImmutableDictionary<int, string> Apply(ImmutableDictionary<int, string> names)
    {
        var applied = names.ToBuilder();
        foreach (int number in _replaced.Where(names.ContainsKey).Order())
        {
            applied.Remove(number);
            applied.TryAdd(Resolve(_replacements[number]!.Value).Number, names[number]);
        }

        return applied.ToImmutable();
    }

    private BasicBlock Apply(BasicBlock block, HashSet<int> unset)
    {
        var instructions = ImmutableArray.CreateBuilder<IrInstruction>(block.Instructions.Length);
        foreach (var instruction in block.Instructions)
        {
            if (instruction.Target is { } target && IsReplaced(target))
            {
                continue;
            }

            var mapped = IrRewriter.MapOperands(instruction, Resolve);
            if (mapped is not IrInstruction.CheckSet check)
            {
                instructions.Add(mapped);
            }
            else if (unset.Contains(check.Value.Number))
            {
                instructions.Add(mapped);
                return block with { Instructions = instructions.ToImmutable(), Terminator = new Terminator.Unreachable(check.Address) };
            }
            else if (check.Value.Type == IrType.Any)
            {
                instructions.Add(mapped);
            }
        }

        return block with { Instructions = instructions.ToImmutable(), Terminator = IrRewriter.MapOperands(block.Terminator, Resolve) };
    }

    private static HashSet<int> UnsetMarks(ImmutableArray<BasicBlock> blocks)
    {
        var marks = new HashSet<int>();
        foreach (var block in blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                if (instruction is IrInstruction.Constant { Value.IsUnset: true } constant)
                {
                    marks.Add(constant.Defined.Number);
                }
            }
        }

        return marks;
    }
}
