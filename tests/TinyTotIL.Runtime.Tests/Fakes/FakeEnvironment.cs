using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>Environment variables in memory.</summary>
internal sealed class FakeEnvironment : IEnvironment
{
    public Dictionary<string, string> Variables { get; } = [];

    public IReadOnlyList<string> CommandLine { get; set; } = ["program"];

    public string? GetVariable(string name) => Variables.GetValueOrDefault(name);

    public IReadOnlyList<(string Name, string Value)> ListVariables() => [.. Variables.Select(variable => (variable.Key, variable.Value)).Order()];

    public void SetVariable(string name, string value)
    {
        if (name.Length == 0)
        {
            throw new HostException("Invalid argument (os error 22)");
        }

        Variables[name] = value;
    }
}
