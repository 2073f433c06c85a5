using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hooks;

/// <summary>What a hook is told. Which parts have a meaning, <see cref="HookKinds"/> says of each kind.</summary>
public readonly record struct HookEvent
{
    /// <summary>One kind.</summary>
    public required HookKinds Kind { get; init; }

    /// <summary>Number of the process; 0 where none did it: the start of the main program, a message of a timer.</summary>
    public required long Process { get; init; }

    /// <summary>A variable, a field, a function, a place or a reason.</summary>
    public string Name { get; init; }

    /// <summary>The value read, pushed, popped, sent, received or returned; of a write the new one.</summary>
    public Value Value { get; init; }

    /// <summary>What a write replaces; null where there was nothing.</summary>
    public Value Old { get; init; }

    /// <summary>The object, list or vector.</summary>
    public Value Target { get; init; }

    /// <summary>The index of an element.</summary>
    public long Index { get; init; }

    /// <summary>Arguments, the first one first, or captured values.</summary>
    public IReadOnlyList<Value> Arguments { get; init; }

    /// <summary>The number of another process.</summary>
    public long Other { get; init; }
}
