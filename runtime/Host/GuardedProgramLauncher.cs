namespace TinyTotIL.Runtime.Host;

/// <summary>Starts only the permitted programs, which then see only the permitted variables.</summary>
/// <param name="inner">Starts programs.</param>
/// <param name="rules">What is permitted.</param>
internal sealed class GuardedProgramLauncher(IProgramLauncher inner, AccessRules rules) : IProgramLauncher
{
    private readonly IProgramLauncher _shown = rules.SeesAllVariables ? inner : inner.Showing(name => rules.VariableRefusal(name) is null);

    /// <summary>What starts programs without a guard.</summary>
    public IProgramLauncher Inner => inner;

    /// <inheritdoc/>
    public int Run(string command, IReadOnlyList<string> arguments) => _shown.Run(Permitted(command), arguments);

    /// <inheritdoc/>
    public (string Output, string Error, int ExitCode) RunCaptured(string command, IReadOnlyList<string> arguments) =>
        _shown.RunCaptured(Permitted(command), arguments);

    /// <inheritdoc/>
    public ProgramPlace? Find(string command) => inner.Find(command);

    /// <inheritdoc/>
    public IProgramLauncher Showing(Func<string, bool> isShown) => new GuardedProgramLauncher(inner.Showing(isShown), rules);

    /// <summary>The file to run in place of a command, so that it is the one asked about.</summary>
    private string Permitted(string command)
    {
        var place = inner.Find(command);
        return rules.ProgramRefusal(command, place) is { } refusal ? throw new HostException(refusal) : place?.Path ?? command;
    }
}
