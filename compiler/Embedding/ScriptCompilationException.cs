namespace TinyTotIL;

/// <summary>A script cannot be compiled. <see cref="Script.TryCompile(string, ScriptOptions?)"/> gives the same as a result.</summary>
public sealed class ScriptCompilationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ScriptCompilationException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public ScriptCompilationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">Where it came from.</param>
    public ScriptCompilationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="diagnostics">What the compiler said; at least one is an error.</param>
    public ScriptCompilationException(IReadOnlyList<ScriptDiagnostic> diagnostics)
        : base(string.Join('\n', diagnostics.Where(diagnostic => diagnostic.IsError))) => Diagnostics = diagnostics;

    /// <summary>Errors and warnings, in the order of their places.</summary>
    public IReadOnlyList<ScriptDiagnostic> Diagnostics { get; } = [];
}
