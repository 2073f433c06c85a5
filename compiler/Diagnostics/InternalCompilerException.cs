namespace TinyTotIL.Compiler.Diagnostics;

/// <summary>A fault of the compiler itself, never of the program it was given.</summary>
public sealed class InternalCompilerException : Exception
{
    /// <summary>Says what went wrong, and where in the compiler.</summary>
    /// <param name="stage">The stage: read, link, verify, lower, optimize, emit, interpret.</param>
    /// <param name="detail">What was found.</param>
    /// <param name="function">The function being compiled; null when none was.</param>
    /// <param name="pass">The pass that was running; null outside the optimizer.</param>
    /// <param name="cause">The exception behind it, or null.</param>
    public InternalCompilerException(string stage, string detail, string? function = null, string? pass = null, Exception? cause = null)
        : base(Describe(stage, detail, function, pass), cause)
    {
        Stage = stage;
        Function = function;
        Pass = pass;
    }

    /// <summary>The stage.</summary>
    public string Stage { get; }

    /// <summary>The function being compiled; null when none was.</summary>
    public string? Function { get; }

    /// <summary>The pass that was running; null outside the optimizer.</summary>
    public string? Pass { get; }

    private static string Describe(string stage, string detail, string? function, string? pass)
    {
        string place = (function, pass) switch
        {
            (null, null) => stage,
            (_, null) => $"{stage}, function '{function}'",
            (null, _) => $"{stage}, pass '{pass}'",
            _ => $"{stage}, pass '{pass}', function '{function}'",
        };
        return $"internal compiler error ({place}): {detail}";
    }
}
