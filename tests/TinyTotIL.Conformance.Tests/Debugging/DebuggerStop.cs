namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>Where a program stands in a debugger.</summary>
/// <param name="Method">The method.</param>
/// <param name="Line">The line, as the symbols say.</param>
/// <param name="Variables">Locals and parameters with their values as far as they are integers; <c>-</c> for others.</param>
internal sealed record DebuggerStop(string Method, int Line, IReadOnlyDictionary<string, string> Variables)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method}:{Line}";
}
