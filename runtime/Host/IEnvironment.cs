using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>Environment variables and the command line.</summary>
public interface IEnvironment
{
    /// <summary>The whole command line, the program first.</summary>
    IReadOnlyList<string> CommandLine { get; }

    /// <summary>Where in the command line the program stands. What follows are its own arguments.</summary>
    int ProgramPosition => 0;

    /// <summary>Reads a variable; null when it is unset.</summary>
    /// <param name="name">The variable.</param>
    /// <exception cref="HostException">The program may not.</exception>
    [Needs(AccessKind.Env)]
    string? GetVariable(string name);

    /// <summary>The variables that the program may read, in the order of their names. It needs no permission, and without any it is empty.</summary>
    IReadOnlyList<(string Name, string Value)> ListVariables() => [];

    /// <summary>Sets a variable for this process and its children.</summary>
    /// <param name="name">The variable; a <see cref="HostException"/> when empty or containing <c>=</c>.</param>
    /// <param name="value">Its value.</param>
    [Needs(AccessKind.Env)]
    void SetVariable(string name, string value);
}
