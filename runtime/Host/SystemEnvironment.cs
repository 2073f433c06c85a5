#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>The environment variables of this process, and a command line.</summary>
internal sealed class SystemEnvironment : IEnvironment
{
    /// <summary>What .NET puts in the place of bytes that are not UTF-8.</summary>
    private const char Replacement = '\uFFFD';

    /// <summary>Shows a command line.</summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="programPosition">Where in it the program stands.</param>
    public SystemEnvironment(IReadOnlyList<string> commandLine, int programPosition = 0) => (CommandLine, ProgramPosition) = (commandLine, programPosition);

    /// <inheritdoc/>
    public IReadOnlyList<string> CommandLine { get; }

    /// <inheritdoc/>
    public int ProgramPosition { get; }

    /// <inheritdoc/>
    /// <remarks>A value that is not UTF-8 counts as unset; one that contains U+FFFD cannot be told from it.</remarks>
    public string? GetVariable(string name)
    {
        if (!IsName(name))
        {
            return null;
        }

        string? value = Environment.GetEnvironmentVariable(name);
        return value is null || value.Contains(Replacement, StringComparison.Ordinal) ? null : value;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> ListVariables()
    {
        var variables = new List<(string Name, string Value)>();
        foreach (string name in Environment.GetEnvironmentVariables().Keys.OfType<string>().Order(StringComparer.Ordinal))
        {
            if (GetVariable(name) is { } value)
            {
                variables.Add((name, value));
            }
        }

        return variables;
    }

    /// <inheritdoc/>
    public void SetVariable(string name, string value)
    {
        if (!IsName(name) || value.Contains('\0', StringComparison.Ordinal))
        {
            throw SystemError.Of(SystemError.InvalidArgument);
        }

        try
        {
            Environment.SetEnvironmentVariable(name, value);
        }
        catch (ArgumentException error)
        {
            throw new HostException(SystemError.Of(SystemError.InvalidArgument).Message, error);
        }
    }

    private static bool IsName(string name) => name.Length > 0 && name.AsSpan().IndexOfAny('=', '\0') < 0;
}
