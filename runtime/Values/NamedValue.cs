using System.Diagnostics;

namespace TinyTotIL.Runtime.Values;

/// <summary>A value with a name, as .NET debuggers show it.</summary>
/// <param name="name">The name.</param>
/// <param name="value">The value.</param>
[DebuggerDisplay("{Value}", Name = "{Name,nq}")]
internal sealed class NamedValue(string name, Value value)
{
    /// <summary>The name.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Name { get; } = name;

    /// <summary>The value.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public Value Value { get; } = value;
}
