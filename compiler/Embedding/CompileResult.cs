using System.Diagnostics.CodeAnalysis;

namespace TinyTotIL;

/// <summary>What compiling a script gave. Immutable.</summary>
public sealed class CompileResult
{
    internal CompileResult(Script? script, IReadOnlyList<ScriptDiagnostic> diagnostics) => (Script, Diagnostics) = (script, diagnostics);

    /// <summary>Whether there is a script to run.</summary>
    [MemberNotNullWhen(true, nameof(Script))]
    public bool Succeeded => Script is not null;

    /// <summary>The script; null when a diagnostic is an error.</summary>
    public Script? Script { get; }

    /// <summary>Errors and warnings, in the order of their places.</summary>
    public IReadOnlyList<ScriptDiagnostic> Diagnostics { get; }
}
