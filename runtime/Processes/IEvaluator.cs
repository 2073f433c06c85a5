using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Compiles expressions of Lisp while the program runs. A program has one where the compiler is present.</summary>
/// <remarks>Any thread may call it; what is wrong with an expression is a text, not an exception.</remarks>
public interface IEvaluator
{
    /// <summary>The environment into which code is entered by hand: all names of the standard libraries, and what has been defined in it.</summary>
    EnvironmentValue Interaction { get; }

    /// <summary>Makes an environment.</summary>
    /// <param name="importSets">A list of what <c>import</c> takes.</param>
    /// <param name="files">Files as the process sees them that asks.</param>
    /// <param name="problem">Why there is none, in one line; null when there is.</param>
    /// <returns>The environment; null when there is no such library, or no such name in one.</returns>
    EnvironmentValue? Open(Value importSets, IFileSystem files, out string? problem);

    /// <summary>Compiles an expression or a definition.</summary>
    /// <param name="datum">The expression.</param>
    /// <param name="environment">What its names mean.</param>
    /// <param name="files">Files as the process sees them that asks.</param>
    /// <param name="problem">What is wrong with it, in one line; null when it is compiled.</param>
    /// <returns>A procedure without parameters that evaluates it; null when something is wrong.</returns>
    FunctionValue? Compile(Value datum, EnvironmentValue environment, IFileSystem files, out string? problem);
}
