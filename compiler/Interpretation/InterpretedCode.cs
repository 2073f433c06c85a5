namespace TinyTotIL.Compiler.Interpretation;

/// <summary>The instructions of a program that is interpreted. Units of EVAL are added behind them while it runs; nothing moves.</summary>
/// <param name="instructions">The instructions of the program itself.</param>
internal sealed class InterpretedCode(DecodedInstruction[] instructions)
{
    private readonly Lock _gate = new();
    private DecodedInstruction[] _instructions = instructions;

    /// <summary>All instructions known now, and room behind them. Where one is missing, it is in a longer array that has come since.</summary>
    public DecodedInstruction[] Instructions => Volatile.Read(ref _instructions);

    /// <summary>Adds a unit.</summary>
    /// <param name="first">Index of its first instruction, which has been reserved.</param>
    /// <param name="unit">Its instructions.</param>
    public void Add(int first, DecodedInstruction[] unit)
    {
        lock (_gate)
        {
            var longer = new DecodedInstruction[Math.Max(_instructions.Length, Math.Max(first + unit.Length, _instructions.Length * 5 / 4))];
            if (first + unit.Length <= _instructions.Length)
            {
                // Room that nobody reads: no index that is in use leads there.
                longer = _instructions;
            }
            else
            {
                _instructions.CopyTo(longer, 0);
            }

            unit.CopyTo(longer, first);
            Volatile.Write(ref _instructions, longer);
        }
    }
}
