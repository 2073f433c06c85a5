using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hooks;

/// <summary>Reads off the stacks what an instruction is about to do. What will fail is not told of.</summary>
internal static class HookReading
{
    /// <summary>Values that an instruction takes, arguments included, as far as they are there.</summary>
    /// <param name="fact">The instruction.</param>
    /// <param name="machine">The stacks.</param>
    public static int Pops(InstructionFact fact, IMachineView machine)
    {
        int count = fact.Takes;
        if (fact.Flow is InstructionFlow.Call or InstructionFlow.TailCall && fact.Takes == 1 && machine.Height > 0 && machine.Peek(0).Tag is FunctionValue function)
        {
            count += function.Prototype.Parameters.Length;
        }

        return Math.Min(count, machine.Height);
    }

    /// <summary>The variable, field, element or closure that an instruction reads, writes or makes; null for none.</summary>
    /// <param name="context">The process.</param>
    /// <param name="machine">The stacks.</param>
    /// <param name="fact">The instruction.</param>
    public static HookEvent? Access(ProcessContext context, IMachineView machine, InstructionFact fact)
    {
        if (fact.Access == InstructionAccess.None || machine.Height < fact.Takes)
        {
            return null;
        }

        return fact.Access switch
        {
            InstructionAccess.VariableRead => VariableRead(context, machine, fact),
            InstructionAccess.VariableWrite => VariableWrite(context, machine, fact),
            InstructionAccess.FieldRead or InstructionAccess.FieldWrite => Field(context, machine, fact),
            InstructionAccess.ElementRead or InstructionAccess.ElementWrite => Element(context, machine, fact),
            _ => Closure(context, machine, fact),
        };
    }

    /// <summary>The call that an instruction makes; null for none.</summary>
    /// <param name="context">The process.</param>
    /// <param name="machine">The stacks.</param>
    /// <param name="fact">The instruction.</param>
    public static HookEvent? Call(ProcessContext context, IMachineView machine, InstructionFact fact)
    {
        if (fact.Flow is not (InstructionFlow.Call or InstructionFlow.TailCall) || machine.Height < fact.Takes)
        {
            return null;
        }

        if (fact.Target >= 0)
        {
            return CallOf(context, fact.Target, Top(machine, fact.Parameters, above: 0));
        }

        if (machine.Peek(0).Tag is not FunctionValue function)
        {
            return null;
        }

        var arguments = fact.Takes > 1 ? Top(machine, fact.Takes - 1, above: 1) : Top(machine, function.Prototype.Parameters.Length, above: 1);
        return CallOf(context, function.Prototype.Target, arguments);
    }

    /// <summary>The call of a function.</summary>
    /// <param name="context">The process.</param>
    /// <param name="target">Where the function begins.</param>
    /// <param name="arguments">What it is given.</param>
    public static HookEvent CallOf(ProcessContext context, int target, IReadOnlyList<Value> arguments) => new()
    {
        Kind = HookKinds.Call,
        Process = context.ProcessId,
        Name = context.Image.Symbols.FunctionAt(target) ?? "",
        Arguments = arguments,
    };

    private static Value[] Top(IMachineView machine, int count, int above)
    {
        count = Math.Clamp(machine.Height - above, 0, count);
        var values = new Value[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = machine.Peek(above + count - 1 - i);
        }

        return values;
    }

    private static HookEvent? VariableRead(ProcessContext context, IMachineView machine, InstructionFact fact) =>
        Current(context, machine, fact) is { Tag: not CellValue } value
            ? new HookEvent { Kind = HookKinds.VariableRead, Process = context.ProcessId, Name = NameOf(machine, fact), Value = value }
            : null;

    private static HookEvent? VariableWrite(ProcessContext context, IMachineView machine, InstructionFact fact)
    {
        var old = Current(context, machine, fact);
        var value = fact.Takes == 0 ? Value.Null : machine.Peek(fact.Takes - 1);
        if (value.Tag is CellValue cell)
        {
            // A variable that closures share moves into a cell, which is a write only when it had no such value before.
            value = cell.Content;
            if (value.IsUnset || (old is { } before && before.Tag == value.Tag && before.Bits == value.Bits))
            {
                return null;
            }
        }

        return new HookEvent
        {
            Kind = HookKinds.VariableWrite,
            Process = context.ProcessId,
            Name = NameOf(machine, fact),
            Old = old is { Tag: not CellValue } known ? known : Value.Null,
            Value = value,
        };
    }

    /// <summary>The value of a variable of the frame, of a cell on top of the stack, or of the whole program; null when it has none.</summary>
    private static Value? Current(ProcessContext context, IMachineView machine, InstructionFact fact)
    {
        if (fact.Global >= 0)
        {
            return fact.Global < context.Globals.Length && !context.Globals[fact.Global].IsUnset ? (Value?)context.Globals[fact.Global] : null;
        }

        if (CellOf(machine, fact) is { } cell)
        {
            return cell.Content.IsUnset ? (Value?)null : cell.Content;
        }

        return fact.Name is { } name && machine.VariablesAt(0).TryGet(name, out var value) ? (Value?)value : null;
    }

    /// <summary>The cell whose content an instruction reads or writes: the top of the stack.</summary>
    private static CellValue? CellOf(IMachineView machine, InstructionFact fact) =>
        fact.Takes > 0 && fact.Mnemonic.StartsWith("CELL_", StringComparison.Ordinal) ? machine.Peek(0).Tag as CellValue : null;

    /// <summary>The variable's name; where only its cell is at hand, that of the variable that has the cell.</summary>
    private static string NameOf(IMachineView machine, InstructionFact fact)
    {
        if (fact.Name is { } given)
        {
            return given;
        }

        if (CellOf(machine, fact) is { } cell)
        {
            foreach (var (name, value) in machine.VariablesAt(0))
            {
                if (value.Tag == (object)cell)
                {
                    return name;
                }
            }
        }

        return "";
    }

    private static HookEvent? Field(ProcessContext context, IMachineView machine, InstructionFact fact)
    {
        // The object is the deepest; a name without an operand comes next, and a new value is on top.
        var target = machine.Peek(fact.Takes - 1);
        if (target.Tag is not ObjectValue owner)
        {
            return null;
        }

        bool isNamed = fact.Name is not null;
        if (!isNamed && !machine.Peek(fact.Takes - 2).IsText)
        {
            return null;
        }

        string name = fact.Name ?? machine.Peek(fact.Takes - 2).AsText;
        bool exists = owner.TryGet(name, out var current);
        bool isWrite = fact.Access == InstructionAccess.FieldWrite;
        bool isRemoval = isWrite && fact.Takes == (isNamed ? 1 : 2);
        if (!isWrite && !exists)
        {
            return null;
        }

        return new HookEvent
        {
            Kind = isWrite ? HookKinds.FieldWrite : HookKinds.FieldRead,
            Process = context.ProcessId,
            Name = name,
            Target = target,
            Old = isWrite && exists ? current : Value.Null,
            Value = isRemoval ? Value.Null : isWrite ? machine.Peek(0) : current,
        };
    }

    private static HookEvent? Element(ProcessContext context, IMachineView machine, InstructionFact fact)
    {
        var target = machine.Peek(fact.Takes - 1);
        var index = machine.Peek(fact.Takes - 2);
        bool isWrite = fact.Access == InstructionAccess.ElementWrite;
        if (!index.IsInt || ElementOf(target, index.AsInt) is not { } current)
        {
            return null;
        }

        return new HookEvent
        {
            Kind = isWrite ? HookKinds.ElementWrite : HookKinds.ElementRead,
            Process = context.ProcessId,
            Name = "",
            Target = target,
            Index = index.AsInt,
            Old = isWrite ? current : Value.Null,
            Value = isWrite ? machine.Peek(0) : current,
        };
    }

    private static Value? ElementOf(Value target, long index) => target.Tag switch
    {
        ListValue list when index >= 0 && index < list.Count => (Value?)list[(int)index],
        VectorValue vector when index >= 0 && index < vector.Items.Length => vector.Items[index],
        _ => null,
    };

    private static HookEvent Closure(ProcessContext context, IMachineView machine, InstructionFact fact)
    {
        var captured = new List<Value>();
        foreach (var (_, value) in machine.Captures)
        {
            captured.Add(value.Tag is CellValue { Content: { IsUnset: false } content } ? content : value);
        }

        return new HookEvent { Kind = HookKinds.Closure, Process = context.ProcessId, Name = context.Image.Symbols.FunctionAt(fact.Target) ?? "", Arguments = captured };
    }
}
