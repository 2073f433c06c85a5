using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The saved frame of a compiled function. Each compiled program derives a class for every combination of slots it needs.</summary>
/// <param name="code">Address of the function's second body, which begins by restoring: (context, frame) -> result.</param>
/// <param name="state">Number of the place where the function left.</param>
/// <param name="address">Index of the instruction there.</param>
public abstract unsafe class CompiledFrame(nint code, int state, int address) : SavedFrame
{
    /// <summary>Number of the place where the function left.</summary>
    public readonly int State = state;

    private readonly int _address = address;
    private readonly nint _code = code;

    /// <inheritdoc/>
    public sealed override int Address => _address;

    /// <inheritdoc/>
    public sealed override Value Resume(ProcessContext context) => ((delegate*<ProcessContext, SavedFrame, Value>)_code)(context, this);
}
