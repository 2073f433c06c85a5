using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Which blocks read and write which variables.</summary>
internal sealed class VariableAccesses
{
    private readonly IrFunction _function;
    private readonly List<VariableAccess>[] _accesses;

    /// <summary>Looks through a function.</summary>
    /// <param name="flow">Its control flow.</param>
    /// <param name="replacement">
    /// Receives the reads of what the same block has read or written before: they are known without the rest of the function.
    /// </param>
    public VariableAccesses(ControlFlow flow, RegisterReplacement replacement)
    {
        _function = flow.Function;
        _accesses = new List<VariableAccess>[_function.Variables.Length];
        for (int i = 0; i < _accesses.Length; i++)
        {
            _accesses[i] = [];
        }

        foreach (int block in flow.Order)
        {
            Scan(_function.Blocks[block], replacement);
        }
    }

    /// <summary>What is done with a variable, in the order of the control flow.</summary>
    /// <param name="variable">Number of the variable.</param>
    public IReadOnlyList<VariableAccess> Of(int variable) => _accesses[variable];

    private void Scan(BasicBlock block, RegisterReplacement replacement)
    {
        int lastRaise = -1;
        var written = new List<VariableAccess>();
        for (int i = 0; i < block.Instructions.Length; i++)
        {
            var instruction = block.Instructions[i];
            switch (instruction)
            {
                case IrInstruction.GetVariable get:
                    Read(At(get.Variable, block.Number), get.Defined, replacement);
                    break;
                case IrInstruction.SetVariable set:
                    var access = At(set.Variable, block.Number);
                    access.Value = set.Value;
                    if (!access.IsWritten)
                    {
                        access.FirstWrite = i;
                        written.Add(access);
                    }

                    break;
            }

            lastRaise = instruction.MayRaise ? i : lastRaise;
        }

        if (block.Handler is not null)
        {
            foreach (var access in written)
            {
                access.IsSeenByHandler = access.FirstWrite < lastRaise;
            }
        }
    }

    private static void Read(VariableAccess access, Register target, RegisterReplacement replacement)
    {
        if (access.FirstRead is not null || access.IsWritten)
        {
            replacement.Replace(target, access.Value);
        }
        else
        {
            access.FirstRead = access.Value = target;
        }
    }

    private VariableAccess At(IrVariable variable, int block)
    {
        var accesses = _accesses[variable.Number];
        if (accesses.Count == 0 || accesses[^1].Block != block)
        {
            accesses.Add(new VariableAccess(block));
        }

        return accesses[^1];
    }
}
