namespace TinyTotIL.Runtime.Host;

/// <summary>An environment of which only the permitted variables can be used.</summary>
/// <param name="inner">The environment.</param>
/// <param name="rules">What is permitted.</param>
internal sealed class GuardedEnvironment(IEnvironment inner, AccessRules rules) : IEnvironment
{
    /// <summary>The environment without its guard.</summary>
    public IEnvironment Inner => inner;

    /// <inheritdoc/>
    public IReadOnlyList<string> CommandLine => inner.CommandLine;

    /// <inheritdoc/>
    public int ProgramPosition => inner.ProgramPosition;

    /// <inheritdoc/>
    public string? GetVariable(string name) => inner.GetVariable(Permitted(name));

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> ListVariables() =>
        [.. inner.ListVariables().Where(variable => rules.VariableRefusal(variable.Name) is null)];

    /// <inheritdoc/>
    public void SetVariable(string name, string value) => inner.SetVariable(Permitted(name), value);

    private string Permitted(string name) => rules.VariableRefusal(name) is { } refusal ? throw new HostException(refusal) : name;
}
