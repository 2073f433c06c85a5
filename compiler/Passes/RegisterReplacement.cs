using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Registers that others stand in for, and the blocks with those others in their place.</summary>
internal sealed class RegisterReplacement
{
    private readonly Dictionary<int, Register> _replacements = [];

    /// <summary>Whether nothing is replaced.</summary>
    public bool IsEmpty => _replacements.Count == 0;

    /// <summary>Replaces a register.</summary>
    /// <param name="register">The register; its definition goes away.</param>
    /// <param name="replacement">What is read in its place; it may be replaced itself, but never by the first.</param>
    public void Replace(Register register, Register replacement) => _replacements[register.Number] = replacement;

    /// <summary>Whether a register is replaced.</summary>
    /// <param name="register">The register.</param>
    public bool IsReplaced(Register register) => _replacements.ContainsKey(register.Number);

    /// <summary>What to read in place of a register: itself when it is not replaced.</summary>
    /// <param name="register">The register.</param>
    public Register Resolve(Register register)
    {
        if (!_replacements.TryGetValue(register.Number, out var last))
        {
            return register;
        }

        while (_replacements.TryGetValue(last.Number, out var next))
        {
            last = next;
        }

        // Everything on the way is led straight to the end, so that long chains are walked once.
        for (var step = register; step != last;)
        {
            var next = _replacements[step.Number];
            _replacements[step.Number] = last;
            step = next;
        }

        return last;
    }

    /// <summary>Adds all replacements of another.</summary>
    /// <param name="other">The other.</param>
    public void Add(RegisterReplacement other)
    {
        foreach (var (number, replacement) in other._replacements)
        {
            _replacements.Add(number, replacement);
        }
    }

    /// <summary>Forgets every replacement.</summary>
    public void Clear() => _replacements.Clear();

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
        foreach (int number in names.Keys.Where(_replacements.ContainsKey).Order())
        {
            applied.Remove(number);
            applied.TryAdd(Resolve(_replacements[number]).Number, names[number]);
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
