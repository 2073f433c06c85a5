using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>Variables and a command line of their own, never those of the test process.</summary>
internal sealed class FakeEnvironment : IEnvironment
{
    private readonly Dictionary<string, string> _variables;

    public FakeEnvironment(IReadOnlyList<string> commandLine, IEnumerable<KeyValuePair<string, string>> variables)
    {
        CommandLine = commandLine;
        _variables = new Dictionary<string, string>(variables);
    }

    public IReadOnlyList<string> CommandLine { get; }

    public string? GetVariable(string name) => _variables.GetValueOrDefault(name);

    public IReadOnlyList<(string Name, string Value)> ListVariables() => [.. _variables.Select(variable => (variable.Key, variable.Value)).Order()];

    public void SetVariable(string name, string value)
    {
        if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal))
        {
            throw new HostException("Invalid argument (os error 22)");
        }

        _variables[name] = value;
    }
}
