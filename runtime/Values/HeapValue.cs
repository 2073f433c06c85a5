using System.Diagnostics;

namespace TinyTotIL.Runtime.Values;

/// <summary>A value kept on the heap. Every case is immutable as programs see it.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
[DebuggerTypeProxy(typeof(ValueView))]
public abstract class HeapValue
{
    /// <summary>Creates the common part; only this assembly has cases.</summary>
    private protected HeapValue()
    {
    }

    /// <summary>The kind of this value.</summary>
    public abstract ValueKind Kind { get; }

    /// <summary>What debuggers show.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string DebuggerText => ValueView.Describe(Value.From(this));
}
