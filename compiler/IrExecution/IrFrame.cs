using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>A call under way.</summary>
/// <param name="body">The function.</param>
/// <param name="slots">Its variables and registers.</param>
/// <param name="caller">The call it returns to; null when .NET code made it.</param>
/// <param name="bytesBelow">Bytes of the frames below it.</param>
internal sealed class IrFrame(IrBody body, Value[] slots, IrFrame? caller, long bytesBelow)
{
    /// <summary>The function.</summary>
    public readonly IrBody Body = body;

    /// <summary>Its variables and registers.</summary>
    public readonly Value[] Slots = slots;

    /// <summary>The call it returns to; null when .NET code made it.</summary>
    public readonly IrFrame? Caller = caller;

    /// <summary>Bytes of the frames below it.</summary>
    public readonly long BytesBelow = bytesBelow;

    /// <summary>The step it is at while it waits for a call.</summary>
    public int Position;

    /// <summary>Whether continuations hold it, so that nobody may change it any more.</summary>
    public bool IsShared;

    /// <summary>Index in the linked program of the instruction it is at.</summary>
    public int Address => Body.Code.Program.FirstAddress + Body.Steps[Position].Address;

    /// <summary>Shows a meter what this call and those below it hold.</summary>
    /// <param name="meter">The meter.</param>
    public void Measure(HeapMeter meter)
    {
        for (var frame = this; frame is not null; frame = frame.Caller)
        {
            meter.AddBytes(RuntimeLimits.HeapFrameBytes);
            meter.Add(frame.Slots);
        }
    }

    /// <summary>A frame in the same state, to go on with. What it has below stays shared.</summary>
    public IrFrame Copy()
    {
        var slots = (Value[])Slots.Clone();
        Scope? table = null, copy = null;
        for (int i = 0; i < slots.Length; i++)
        {
            // A function has one table of its variables at most, which it may hold more than once.
            if (slots[i].Tag is Scope variables)
            {
                (table, copy) = variables == table ? (table, copy) : (variables, variables.Copy());
                slots[i] = new Value(copy, 0);
            }
        }

        return new IrFrame(Body, slots, Caller, BytesBelow) { Position = Position };
    }
}
