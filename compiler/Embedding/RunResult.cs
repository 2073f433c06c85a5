namespace TinyTotIL;

/// <summary>How a script that was run as a whole has ended.</summary>
/// <param name="ExitCode">0 at the normal end, 1 after an error, what the script gave to EXIT (0 to 255), or 35 when its processes waited for each other.</param>
/// <param name="Error">What went wrong in the main program; null when nothing did, also after EXIT. Errors of other processes have been written to standard error.</param>
public sealed record RunResult(int ExitCode, ScriptException? Error)
{
    /// <summary>Whether the script ended without an error and with exit code 0.</summary>
    public bool Succeeded => ExitCode == 0 && Error is null;
}
