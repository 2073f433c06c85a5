using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hooks;

/// <summary>Where a hook is called: the instruction, and the stacks as they are before it, or after it for what is told afterwards. For looking only.</summary>
/// <remarks>Events of processes are told without stacks: those that are told by the scheduler have no instruction.</remarks>
public sealed class HookContext
{
    private const int MostAddresses = 50;

    private readonly ProgramImage _image;
    private readonly ProcessContext? _context;
    private readonly IMachineView? _machine;

    internal HookContext(ProgramImage image, ProcessContext? context, IMachineView? machine, int address) =>
        (_image, _context, _machine, Address) = (image, context, machine, address);

    /// <summary>Index of the instruction in the linked program; -1 when there is none.</summary>
    public int Address { get; }

    /// <summary>The instruction's spelling, such as <c>CALL_FUNCTION</c>; empty when there is none.</summary>
    public string Mnemonic => Address < 0 ? "" : _image.Facts[Address].Mnemonic;

    /// <summary>The instruction with its operand, such as <c>PushInt(10)</c>; empty when there is none.</summary>
    public string Instruction => Address < 0 ? "" : _image.Facts[Address].DebugText;

    /// <summary>The function and its place in the source; empty when there is no instruction.</summary>
    public string Place => Address < 0 ? "" : _image.ExactFrameAt(Address).ToString();

    /// <summary>The function the instruction belongs to; null at top level.</summary>
    public string? Function => Address < 0 ? null : _image.Symbols.FunctionAt(Address);

    /// <summary>Calls under way, of this process and as far as its machine knows.</summary>
    public int CallDepth
    {
        get
        {
            int depth = 0;
            for (var machine = _machine; machine is not null; machine = machine.Outer)
            {
                depth += machine.FrameCount - 1;
            }

            return depth;
        }
    }

    /// <summary>Values on the operand stack.</summary>
    public int StackHeight => _machine?.Height ?? 0;

    /// <summary>Variables of the current frame, in the order in which they were set.</summary>
    public IReadOnlyList<(string Name, Value Value)> Variables
    {
        get
        {
            var variables = new List<(string, Value)>();
            if (_machine is not null)
            {
                foreach (var (name, value) in _machine.VariablesAt(0))
                {
                    variables.Add((name, value));
                }
            }

            return variables;
        }
    }

    /// <summary>A value of the operand stack.</summary>
    /// <param name="depth">Values above it: 0 is the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public Value StackValue(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(depth, StackHeight);
        return _machine!.Peek(depth);
    }

    /// <summary>A variable of the current frame.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetVariable(string name, out Value value)
    {
        value = default;
        return _machine?.VariablesAt(0).TryGet(name, out value) ?? false;
    }

    /// <summary>A value as error texts and traces show it.</summary>
    /// <param name="value">The value.</param>
    public string Show(Value value) => ValueText.Debug(value, _context?.Addresses ?? AddressSpace.OwnNumbers);

    /// <summary>The instruction and the calls that led to it, innermost first.</summary>
    internal IReadOnlyList<int> Addresses()
    {
        var addresses = new List<int>();
        if (Address >= 0)
        {
            addresses.Add(Address);
        }

        for (var machine = _machine; machine is not null; machine = machine.Outer)
        {
            if (machine != _machine && MachineCalls.LastOf(machine) is >= 0 and var waiting && _image.Facts[waiting].Mnemonic == "IMPORT")
            {
                addresses.Add(waiting);
            }

            for (int depth = 0; depth < machine.FrameCount && addresses.Count < MostAddresses; depth++)
            {
                if (machine.ReturnIndexAt(depth) is > 0 and var next)
                {
                    addresses.Add(next - 1);
                }
            }
        }

        return addresses;
    }
}
