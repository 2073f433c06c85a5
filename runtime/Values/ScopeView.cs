using System.Diagnostics;

namespace TinyTotIL.Runtime.Values;

/// <summary>What .NET debuggers show of a scope: its variables.</summary>
/// <param name="scope">The scope.</param>
internal sealed class ScopeView(Scope scope)
{
    /// <summary>The variables in the order in which they were set.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public NamedValue[] Variables => [.. scope.CopyNames().Zip(scope.CopyValues(), (name, value) => new NamedValue(name, value))];
}
